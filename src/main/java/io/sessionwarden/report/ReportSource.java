package io.sessionwarden.report;

import java.util.function.Consumer;

/** Where a report comes from: the trail itself, or a warden that has it. A fault is unchecked. For one thread. */
public interface ReportSource {

    /** The first page. */
    Summary summary();

    /** The incidents after a record; 0 for the first page. */
    StoryPage stories(long after);

    /** Hands over every incident, page by page, so that no more than a page of them is held. */
    default void eachStory(Consumer<Story> reader) {
        var page = stories(0);
        page.stories().forEach(reader);
        while (page.next() > 0) {
            page = stories(page.next());
            page.stories().forEach(reader);
        }
    }
}

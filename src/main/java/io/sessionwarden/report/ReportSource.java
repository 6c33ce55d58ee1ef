package io.sessionwarden.report;

import io.sessionwarden.report.StoryPage.Place;
import java.util.function.Consumer;

/** Where a report comes from: the trail itself, or a warden that has it. A fault is unchecked. For one thread. */
public interface ReportSource {

    /** The first page. */
    Summary summary();

    /** The page of incidents that begins there, {@link Place#START} or where another page ended. */
    StoryPage stories(Place from);

    /** Hands over every incident, page by page, so that no more than a page of them is held. */
    default void eachStory(Consumer<Story> reader) {
        var at = Place.START;
        do {
            var page = stories(at);
            page.stories().forEach(reader);
            at = page.end();
        } while (!at.isEnd());
    }
}

package io.sessionwarden.report;

import java.util.List;

/**
 * Some incidents of a report, in the order of their first record in the period.
 *
 * @param stories the incidents
 * @param end how far the report is now
 */
public record StoryPage(List<Story> stories, Place end) {

    public StoryPage {
        stories = List.copyOf(stories);
    }

    /**
     * How far a report is.
     *
     * @param after the number of the last record that was gone through; 0 before the first page
     * @param last the number of the last record that may belong to the period; 0 before the first page
     */
    public record Place(long after, long last) {

        /** Before the first page. */
        public static final Place START = new Place(0, 0);

        /** Whether no page follows a page that ends here. */
        public boolean isEnd() {
            return after >= last;
        }
    }
}

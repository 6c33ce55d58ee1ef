package io.sessionwarden.report;

import java.util.List;

/**
 * Some incidents of a report, in the order of their first record in the period.
 *
 * @param stories the incidents
 * @param next after which record the next page begins; 0 where there is none
 * @param last the number of the last record that may belong to the period: how far there is to go
 */
public record StoryPage(List<Story> stories, long next, long last) {

    public StoryPage {
        stories = List.copyOf(stories);
    }
}

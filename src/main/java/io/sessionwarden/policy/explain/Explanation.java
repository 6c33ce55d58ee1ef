package io.sessionwarden.policy.explain;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.RuleView;
import java.util.List;
import java.util.SortedMap;

/**
 * Why one question is decided as it is.
 *
 * @param decision what the policy says, with its reasons
 * @param spoke the rules whose conditions all hold, in the order of the files
 * @param silent the rules that could have permitted and did not, in the order of the files
 * @param rows the rows of the tables without which the facts would be others, in the order of the files
 */
public record Explanation(Decision decision, List<Spoke> spoke, List<Silent> silent, List<Row> rows) {

    public Explanation {
        spoke = List.copyOf(spoke);
        silent = List.copyOf(silent);
        rows = List.copyOf(rows);
    }

    /**
     * A rule that spoke.
     *
     * @param values the fields that its conditions read, as people read them
     */
    public record Spoke(RuleView rule, SortedMap<String, String> values) {}

    /**
     * A rule that would have permitted.
     *
     * @param condition the first of its conditions that does not hold, as it is written
     * @param values the fields that this condition reads, as people read them
     */
    public record Silent(RuleView rule, String condition, SortedMap<String, String> values) {}

    /**
     * A row of a table.
     *
     * @param file the table, {@code rules/thresholds.csv}
     * @param line the row's line, from 1
     * @param text the row as it is written
     * @param gives the fields that would be others without it, with what they are now
     */
    public record Row(String file, int line, String text, SortedMap<String, String> gives) {}
}

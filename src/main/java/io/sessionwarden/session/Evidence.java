package io.sessionwarden.session;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen: one sentence and the values behind it. Bounded: a longer summary or value is cut, and more than
 * {@value #MOST_FACTS} facts are dropped, so that no host can flood the trail.
 */
public record Evidence(String summary, SortedMap<String, String> facts) {

    static final int MOST_FACTS = 100;
    static final int LONGEST_VALUE = 500;

    public Evidence {
        summary = ForeignText.clean(summary, LONGEST_VALUE);
        var kept = new TreeMap<String, String>();
        for (var fact : facts.entrySet()) {
            if (kept.size() == MOST_FACTS) {
                break;
            }
            kept.put(ForeignText.clean(fact.getKey(), 80), ForeignText.clean(fact.getValue(), LONGEST_VALUE));
        }
        facts = Collections.unmodifiableSortedMap(kept);
    }

    public static Evidence of(String summary, Map<String, String> facts) {
        return new Evidence(summary, new TreeMap<>(facts));
    }

    public static Evidence of(String summary) {
        return new Evidence(summary, Collections.emptySortedMap());
    }
}

package io.sessionwarden.reset;

import io.sessionwarden.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What verification saw after a reset.
 *
 * @param old what became of the old incarnation
 * @param reopening whether the device was to open again: by the connector, by something seen to keep a getty there, or because
 *     the session is declared standing
 * @param successor the new incarnation at the same seat, or null where there is none
 * @param trouble why the successor is not healthy, or why nothing could be seen; or empty
 * @param values each initial value: what it should be and what it is
 */
public record Outcome(
        Old old, boolean reopening, @Nullable Session successor, String trouble, SortedMap<String, Compared> values) {

    /** What a look shows of the incarnation that was reset. */
    public enum Old {
        /** It is gone. */
        CLOSED,
        /** It still stands. */
        STANDS,
        /** The server gives no answer: nothing may be concluded. */
        UNSEEN
    }

    /** One initial value, before and after; {@code before} is empty where nobody had seen it. */
    public record Compared(String before, String after) {
        boolean same() {
            return before.isEmpty() || before.equals(after);
        }

        @Override
        public String toString() {
            return same() ? after : "was " + before + ", is " + after;
        }
    }

    public Outcome {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public boolean closed() {
        return old == Old.CLOSED;
    }

    /** Closed, and reopened in good health where it was to reopen. */
    public boolean healed() {
        return closed() && (!reopening || (successor != null && trouble.isEmpty()));
    }

    /** No initial value differs from what it was. */
    public boolean asAtFirst() {
        return values.values().stream().allMatch(Compared::same);
    }

    /** What happened, in the words of the command that this program grew from. */
    public List<String> told() {
        if (old == Old.UNSEEN) {
            return List.of("whether it closed cannot be seen: " + trouble);
        }
        var told = new ArrayList<String>();
        told.add(closed() ? "closed" : "not closed: the old incarnation still stands");
        if (successor != null) {
            told.add("reopened as id " + successor.id() + " (" + successor.name() + ")");
            told.add(reinitialised());
        } else if (reopening) {
            told.add("not reopened in time");
        } else if (closed()) {
            told.add(
                    "not reopened: nothing is known that would open it again, so there are no initial values to compare");
        }
        if (!trouble.isEmpty()) {
            told.add("the new incarnation is not healthy: " + trouble);
        }
        return told;
    }

    private String reinitialised() {
        if (values.isEmpty()) {
            return "initial values not compared: none could be read";
        }
        var different = new TreeMap<String, Compared>(values);
        different.values().removeIf(Compared::same);
        if (different.isEmpty()) {
            return "reinitialised: " + String.join(", ", values.keySet()) + " as at first";
        }
        var told = new ArrayList<String>();
        for (Map.Entry<String, Compared> value : different.entrySet()) {
            told.add(value.getKey() + " " + value.getValue());
        }
        return "reinitialised, with differences: " + String.join("; ", told);
    }
}

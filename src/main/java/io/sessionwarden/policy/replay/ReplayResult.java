package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.replay.Change.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a replay found. Bounded: of the changes it holds the first ones, and counts them all. For one thread at a time. */
public final class ReplayResult {

    /** So many changes of each kind are held; further ones are counted. */
    static final int MOST_HELD = 500;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Change>> held = new EnumMap<>(Kind.class);
    private long decided;
    private long withoutQuestion;
    private long leftOut;

    void add(Change compared) {
        decided++;
        if (compared.before().saysTheSameAs(compared.after())) {
            return;
        }
        counts.merge(compared.kind(), 1L, Long::sum);
        var changes = held.computeIfAbsent(compared.kind(), none -> new ArrayList<>());
        if (changes.size() < MOST_HELD) {
            changes.add(compared);
        }
    }

    void withoutQuestion() {
        withoutQuestion++;
    }

    void leftOut() {
        leftOut++;
    }

    /** How many questions were decided again. */
    public long decided() {
        return decided;
    }

    /** How many decisions were passed over because their records, of an earlier version, hold no question. */
    public long noQuestion() {
        return withoutQuestion;
    }

    /** How many decisions lay beyond the bounds and were not looked at. */
    public long beyond() {
        return leftOut;
    }

    /** How many questions are answered otherwise in that way. */
    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The first of them, in the order in which they were asked. */
    public List<Change> first(Kind kind) {
        return List.copyOf(held.getOrDefault(kind, List.of()));
    }

    /** Whether anything is answered otherwise. */
    public boolean changesAnything() {
        return !counts.isEmpty();
    }
}

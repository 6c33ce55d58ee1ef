package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.ResetPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides recorded questions again. Goes through the trail in constant memory, however long it is; a question is decided as
 * it was asked then, with the counts and the illness of that moment. For one thread; make another for another run.
 */
public final class Replay {

    private static final int BATCH = 100;

    private final ResetPolicy after;
    private final Function<List<Recorded>, List<Verdict>> before;
    private final Bounds bounds;
    private final InstantSource clock;
    private final Instant began;
    private final ReplayResult result = new ReplayResult();
    private final List<Recorded> waiting = new ArrayList<>();

    /**
     * How far a replay goes; what lies beyond is not decided, and the result says so.
     *
     * @param most so many questions
     * @param time so long, looked at between batches
     */
    public record Bounds(long most, Duration time) {

        /** For somebody who waits for it. */
        public static final Bounds PATIENT = new Bounds(100_000_000, Duration.ofMinutes(9));
    }

    private Replay(
            ResetPolicy after, Function<List<Recorded>, List<Verdict>> before, Bounds bounds, InstantSource clock) {
        this.after = after;
        this.before = before;
        this.bounds = bounds;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** What that policy would have decided otherwise than was decided. */
    public static ReplayResult againstWhatWasDecided(
            RecordedQuestions recorded, Instant from, ResetPolicy after, Bounds bounds, InstantSource clock) {
        return new Replay(after, asked -> asked.stream().map(Recorded::said).toList(), bounds, clock)
                .run(recorded, from);
    }

    /** What that policy decides otherwise than another one, on what was asked. */
    public static ReplayResult againstAnotherPolicy(
            RecordedQuestions recorded,
            Instant from,
            ResetPolicy before,
            ResetPolicy after,
            Bounds bounds,
            InstantSource clock) {
        return new Replay(after, asked -> decide(before, asked), bounds, clock).run(recorded, from);
    }

    private ReplayResult run(RecordedQuestions recorded, Instant from) {
        recorded.since(from, this::next);
        compare();
        return result;
    }

    private void next(Optional<Recorded> recorded) {
        if (result.decided() + waiting.size() >= bounds.most() || late()) {
            result.leftOut();
            return;
        }
        recorded.ifPresentOrElse(waiting::add, result::withoutQuestion);
        if (waiting.size() == BATCH) {
            compare();
        }
    }

    private boolean late() {
        return clock.instant().isAfter(began.plus(bounds.time()));
    }

    private void compare() {
        var was = before.apply(waiting);
        var is = decide(after, waiting);
        for (int i = 0; i < waiting.size(); i++) {
            var recorded = waiting.get(i);
            result.add(new Change(recorded.at(), recorded.question(), was.get(i), is.get(i)));
        }
        waiting.clear();
    }

    private static List<Verdict> decide(ResetPolicy policy, List<Recorded> recorded) {
        return policy.decide(recorded.stream().map(Recorded::question).toList()).stream()
                .map(Verdict::of)
                .toList();
    }
}

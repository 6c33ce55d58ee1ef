package io.sessionwarden.policy;

import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rungs a permitted cycle takes, in which order, and how long each may take to work. Written
 * {@code continue 5s > warn 60s > reset 30s > human}.
 *
 * @param steps gentlest first; not empty
 */
public record Ladder(List<Step> steps) {

    /** Reset at once, and a human where that did not heal. */
    public static final Ladder RESET =
            new Ladder(List.of(new Step(Rung.RESET, Duration.ofSeconds(15)), new Step(Rung.HUMAN, Duration.ZERO)));

    /**
     * One rung of it.
     *
     * @param rung what is done
     * @param time how long it may take to work; for a warning, the grace of the user; zero for {@link Rung#HUMAN}
     */
    public record Step(Rung rung, Duration time) {
        public Step {
            if (time.isNegative() || time.isZero() != (rung == Rung.HUMAN)) {
                throw new IllegalArgumentException("the rung " + rung.word()
                        + (rung == Rung.HUMAN ? " takes no time" : " needs the time that it may take, such as 30s"));
            }
        }

        @Override
        public String toString() {
            return rung.word() + (time.isZero() ? "" : " " + time.toSeconds() + "s");
        }
    }

    public Ladder {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a ladder has a rung");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).rung().compareTo(steps.get(i - 1).rung()) <= 0) {
                throw new IllegalArgumentException(
                        "the rung " + steps.get(i).rung().word() + " comes before "
                                + steps.get(i - 1).rung().word() + ": a ladder begins with the gentlest");
            }
        }
    }

    /** The first step above that rung; the first of all where none has been taken. */
    public Optional<Step> above(@Nullable Rung taken) {
        return steps.stream()
                .filter(step -> taken == null || step.rung().compareTo(taken) > 0)
                .findFirst();
    }

    /** The same from {@code rung} upwards; a reset at once where nothing of it is left. */
    public Ladder from(Rung rung) {
        var rest =
                steps.stream().filter(step -> step.rung().compareTo(rung) >= 0).toList();
        return rest.stream().allMatch(step -> step.rung() == Rung.HUMAN) ? RESET : new Ladder(rest);
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" > "));
    }
}

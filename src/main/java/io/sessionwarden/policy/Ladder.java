package io.sessionwarden.policy;

import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rungs a permitted cycle takes, in which order, and how long each may take to work. Written
 * {@code continue 5s > warn 60s > reset 30s > human}.
 *
 * @param steps gentlest first; not empty
 */
public record Ladder(List<Step> steps) {

    private static final Pattern STEP = Pattern.compile("(?<rung>[a-zA-Z-]+)(?: +(?<number>[0-9]{1,5})(?<unit>[sm]))?");
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final List<String> WORDS =
            Arrays.stream(Rung.values()).map(Rung::word).toList();

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
            if (steps.get(i).rung() == steps.get(i - 1).rung()) {
                throw new IllegalArgumentException(
                        "the rung " + steps.get(i).rung().word() + " stands twice; take one away");
            }
            if (steps.get(i).rung().compareTo(steps.get(i - 1).rung()) < 0) {
                throw new IllegalArgumentException(
                        "the rung " + steps.get(i).rung().word() + " comes before "
                                + steps.get(i - 1).rung().word() + ": a ladder begins with the gentlest");
            }
        }
    }

    /**
     * A ladder as tables write it: {@code continue 5s > warn 60s > reset 30s > human}.
     *
     * @throws IllegalArgumentException where it is none; the message says what to write instead
     */
    public static Ladder parse(String text) {
        return new Ladder(Arrays.stream(text.split(">", -1)).map(Ladder::step).toList());
    }

    private static Step step(String text) {
        var written = STEP.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' is no rung; a ladder is written like: continue 5s > warn 60s > reset 30s > human");
        }
        var rung = Rung.find(written.group("rung"))
                .orElseThrow(() -> new IllegalArgumentException("'" + written.group("rung") + "' is no rung"
                        + Nearest.hintOrAll(written.group("rung"), WORDS)));
        return new Step(rung, time(written.group("number"), written.group("unit")));
    }

    private static Duration time(@Nullable String number, @Nullable String unit) {
        if (number == null) {
            return Duration.ZERO;
        }
        var time = Duration.ofSeconds(Long.parseLong(number) * ("m".equals(unit) ? SECONDS_OF_A_MINUTE : 1));
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "'" + number + unit + "' is no time for a rung; it is from 1s to " + LONGEST.toMinutes() + "m");
        }
        return time;
    }

    /** Whether it takes no rung that the other does not take too. */
    public boolean within(Ladder other) {
        return other.rungs().containsAll(rungs());
    }

    private Set<Rung> rungs() {
        return steps.stream().map(Step::rung).collect(Collectors.toUnmodifiableSet());
    }

    /** The first step above that rung; the first of all where none has been taken. */
    public Optional<Step> above(@Nullable Rung taken) {
        return steps.stream()
                .filter(step -> taken == null || step.rung().compareTo(taken) > 0)
                .findFirst();
    }

    /** The same from {@code rung} upwards; a reset at once where nothing of it is left. */
    public Ladder from(Rung rung) {
        var gentlest = steps.get(0).rung();
        if (gentlest != Rung.HUMAN && gentlest.compareTo(rung) >= 0) {
            return this;
        }
        var rest =
                steps.stream().filter(step -> step.rung().compareTo(rung) >= 0).toList();
        return rest.stream().allMatch(step -> step.rung() == Rung.HUMAN) ? RESET : new Ladder(rest);
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" > "));
    }
}

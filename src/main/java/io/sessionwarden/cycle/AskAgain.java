package io.sessionwarden.cycle;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When the policy is asked about an incident again, and whether what it says is news. An answer that stays the same is
 * recorded once. Each server's sweeps have one of their own, one sweep at a time; but anybody may read {@link #whyNot}.
 */
final class AskAgain {

    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** An incident in the care of a reset is not among those that are asked about, and may come back. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /**
     * @param pause how long nothing was asked after the last reset that was begun in vain; zero where none was
     * @param why why nothing was done, or empty
     */
    private record Answer(String symptom, String said, String revision, Instant next, Duration pause, String why) {}

    /** Why nothing was done about that incident when it was last decided; empty where something was. */
    String whyNot(Incident incident) {
        var last = answers.get(incident.id());
        return last == null ? "" : last.why();
    }

    /** Those of the incidents that are due by the steady clock: new ones, changed ones, and those whose time has come. */
    List<Incident> due(Collection<Incident> lasting, String revision, Instant now) {
        Set<String> ids = lasting.stream().map(Incident::id).collect(Collectors.toSet());
        answers.entrySet()
                .removeIf(answer -> !ids.contains(answer.getKey())
                        && answer.getValue().next().plus(FORGOTTEN_AFTER).isBefore(now));
        return lasting.stream()
                .filter(incident -> isDue(answers.get(incident.id()), incident, revision, now))
                .toList();
    }

    private static boolean isDue(@Nullable Answer last, Incident incident, String revision, Instant now) {
        return last == null
                || !last.symptom().equals(incident.symptomName())
                || !last.revision().equals(revision)
                || !now.isBefore(last.next());
    }

    /** Whether that answer differs from the last one that was noted. */
    boolean isNews(Incident incident, Decision decision) {
        var last = answers.get(incident.id());
        return last == null
                || !last.said().equals(said(decision))
                || !last.symptom().equals(incident.symptomName());
    }

    /**
     * Notes an answer, once it has been recorded.
     *
     * @param begun whether a reset follows it; where the incident lasts all the same, the next one is later each time
     * @param why why none does, in plain words, or empty
     * @param at when it was given, by the machine's clock
     * @param now the same moment by the steady clock
     */
    void note(Incident incident, Decision decision, boolean begun, String why, Instant at, Instant now) {
        var last = answers.get(incident.id());
        var pause = last == null ? Duration.ZERO : last.pause();
        if (begun) {
            pause = longer(pause);
        }
        answers.put(
                incident.id(),
                new Answer(
                        incident.symptomName(),
                        said(decision),
                        decision.revision(),
                        now.plus(begun ? pause : untilAsked(decision, at)),
                        pause,
                        why));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        if (twice.compareTo(AT_LEAST_EVERY) < 0) {
            return AT_LEAST_EVERY;
        }
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static String said(Decision decision) {
        return decision.word()
                + decision.reasons().stream().map(reason -> reason.rule()).toList();
    }

    private static Duration untilAsked(Decision decision, Instant at) {
        if (decision instanceof Decision.Defer defer) {
            return shorter(Duration.between(at, defer.until()));
        }
        return decision instanceof Decision.Warn warn ? shorter(warn.grace()) : AT_LEAST_EVERY;
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(AT_LEAST_EVERY) < 0 ? pause : AT_LEAST_EVERY;
    }
}

package io.sessionwarden.cycle;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When the policy is asked about an incident again, and whether what it says is news. An answer that stays the same is
 * recorded once. Not safe for use by several threads: each server's sweeps have one of their own.
 */
final class AskAgain {

    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** An incident in the care of a reset is not among those that are asked about, and may come back. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Map<String, Answer> answers = new HashMap<>();

    /** @param pause how long nothing was asked after the last reset that was begun in vain; zero where none was */
    private record Answer(String symptom, String said, String revision, Instant next, Duration pause) {

        Answer begun(Instant now) {
            var longer = pause.isZero() ? AT_LEAST_EVERY : pause.multipliedBy(2);
            var pausing = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            return new Answer(symptom, said, revision, now.plus(pausing), pausing);
        }
    }

    /** Those of the incidents that are due: new ones, changed ones, and those whose time has come. */
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

    /** Notes an answer; true where it differs from the last one. */
    boolean news(Incident incident, Decision decision, Instant now) {
        var said = decision.word()
                + decision.reasons().stream().map(reason -> reason.rule()).toList();
        var last = answers.get(incident.id());
        answers.put(
                incident.id(),
                new Answer(
                        incident.symptomName(),
                        said,
                        decision.revision(),
                        next(decision, now),
                        last == null ? Duration.ZERO : last.pause()));
        return last == null || !last.said().equals(said) || !last.symptom().equals(incident.symptomName());
    }

    /** Notes that a reset was begun. Where the incident lasts all the same, the next one follows later each time. */
    void begun(Incident incident, Instant now) {
        answers.computeIfPresent(incident.id(), (id, answer) -> answer.begun(now));
    }

    private static Instant next(Decision decision, Instant now) {
        var regularly = now.plus(AT_LEAST_EVERY);
        return decision instanceof Decision.Defer defer && defer.until().isBefore(regularly)
                ? defer.until()
                : regularly;
    }
}

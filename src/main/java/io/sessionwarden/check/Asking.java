package io.sessionwarden.check;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks one check, and keeps its answers for as long as they count. What is critical is asked again each time: whoever acts on
 * it has to look again. A check that gave no answer in time is left alone for a while, whoever it was about, so that it holds up
 * one look at most. Safe for use by several threads.
 */
final class Asking {

    /** A plugin prints a line or a few. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_KEPT = 10_000;

    private final Check check;
    private final CommandRunner runner;
    private final InstantSource clock;
    private final Map<List<String>, Kept> answers = new HashMap<>();
    private Instant silentUntil = Instant.MIN;

    private record Kept(PluginAnswer answer, Instant until) {}

    Asking(Check check, CommandRunner runner, InstantSource clock) {
        this.check = check;
        this.runner = runner;
        this.clock = clock;
    }

    synchronized PluginAnswer ask(List<String> command) {
        var now = clock.instant();
        answers.values().removeIf(kept -> !now.isBefore(kept.until()));
        var kept = answers.get(command);
        if (kept != null) {
            return kept.answer();
        }
        if (now.isBefore(silentUntil)) {
            return PluginAnswer.unknown("it gave no answer in time, and is left alone for a while");
        }
        var answer = run(command, now);
        if (!sick(answer) && answers.size() < MOST_KEPT) {
            answers.put(command, new Kept(answer, now.plus(check.every())));
        }
        return answer;
    }

    /** Whatever keeps it from answering is an answer too: unknown. */
    private PluginAnswer run(List<String> command, Instant now) {
        try {
            var result = runner.run(new Command(command, "", check.timeout(), MOST_BYTES));
            return PluginAnswer.of(result.exit(), result.out());
        } catch (HostException e) {
            if (e.fault() == Fault.NOT_ANSWERING) {
                silentUntil = now.plus(check.every());
            }
            return PluginAnswer.unknown(String.valueOf(e.getMessage()));
        }
    }

    boolean sick(PluginAnswer answer) {
        return answer.status() == PluginAnswer.Status.CRITICAL
                || (answer.status() == PluginAnswer.Status.WARNING && check.warningIsSick());
    }
}

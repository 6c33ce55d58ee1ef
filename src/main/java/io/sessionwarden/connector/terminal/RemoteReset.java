package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resets one session of another machine by {@code reset.sh}, which carries the incarnation and the plan there.
 *
 * <p>A shell has no pidfd. The script therefore compares boot, terminal and the leader's start first, and pid, start and
 * session of each process immediately before each signal to it. What remains is the time between that look and the kill(2)
 * after it, some microseconds in which the process would have to end, be reaped, and its number be given to another one;
 * Linux gives the numbers out in turn, so all others would have to be used up first.
 */
final class RemoteReset {

    private final Incarnation incarnation;
    private final ResetPlan plan;
    private final Duration pause;

    RemoteReset(Incarnation incarnation, ResetPlan plan, Duration pause) {
        this.incarnation = incarnation;
        this.plan = plan;
        this.pause = pause;
    }

    List<String> arguments() {
        var arguments = new ArrayList<String>();
        arguments.add(incarnation.boot());
        arguments.add(Integer.toString(incarnation.pid()));
        arguments.add(Long.toString(incarnation.startTicks()));
        var first = plan.ended().get(0);
        arguments.add(Integer.toString(first.pid() == incarnation.pid() ? first.terminal() : 0));
        arguments.add(incarnation.terminal());
        arguments.add(Long.toString(pause.toMillis()));
        plan.ended().forEach(process -> arguments.add(process.pid() + ":" + process.startTicks()));
        return arguments;
    }

    /** What the script's answer means; nothing where another incarnation has the number. */
    Optional<Ending> told(List<String> lines) throws HostException {
        int hungUp = 0;
        int killed = 0;
        int kept = 0;
        for (var line : lines) {
            var words = line.split(" ", 2);
            switch (words[0]) {
                case "other" -> {
                    return Optional.empty();
                }
                case "denied" ->
                    throw new HostException(
                            Fault.NOT_PERMITTED,
                            "cannot reset " + incarnation.terminal() + ": not permitted to signal process "
                                    + incarnation.pid());
                case "hung" -> hungUp++;
                case "killed" -> killed++;
                case "kept" -> kept++;
                default ->
                    throw new HostException(
                            Fault.GARBLED,
                            "the reset of " + incarnation.terminal()
                                    + " answered in words that are not known; how far it got is not known either");
            }
        }
        return Optional.of(new Ending(hungUp, killed, kept));
    }
}

package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one rung with one session of another machine by {@code act.sh}, which carries the incarnation and the plan there.
 *
 * <p>A shell has no pidfd. The script therefore compares boot, terminal and the leader's start first, and pid, start and
 * session of each process immediately before each signal to it. What remains is the time between that look and the kill(2)
 * after it, some microseconds in which the process would have to end, be reaped, and its number be given to another one;
 * Linux gives the numbers out in turn, so all others would have to be used up first.
 */
final class RemoteAct {

    private final Incarnation incarnation;
    private final Rung rung;
    private final Duration pause;

    RemoteAct(Incarnation incarnation, Rung rung, Duration pause) {
        this.incarnation = incarnation;
        this.rung = rung;
        this.pause = pause;
    }

    /**
     * @param terminal the device number of the leader's terminal, 0 where the leader has gone
     * @param waits whether something waits to write there
     * @param whom the processes that it is about
     */
    List<String> arguments(int terminal, boolean waits, List<ProcessStat> whom) {
        var arguments = new ArrayList<String>();
        arguments.add(incarnation.boot());
        arguments.add(Integer.toString(incarnation.pid()));
        arguments.add(Long.toString(incarnation.startTicks()));
        arguments.add(Integer.toString(terminal));
        arguments.add(incarnation.terminal());
        arguments.add(Long.toString(pause.toMillis()));
        arguments.add(rung.word());
        arguments.add(waits ? "yes" : "no");
        whom.forEach(process -> arguments.add(process.pid() + ":" + process.startTicks()));
        return arguments;
    }

    /** What the answer means to {@code continue}; nothing where another incarnation has the number. */
    Optional<GoneOn> goneOn(List<String> lines) throws HostException {
        return counted(lines, Set.of("continued", "flowing", "held"))
                .map(said -> new GoneOn(of(said, "continued"), flow(said)));
    }

    private static GoneOn.Flow flow(Map<String, Integer> said) {
        if (of(said, "held") > 0) {
            return GoneOn.Flow.NOT_PERMITTED;
        }
        return of(said, "flowing") > 0 ? GoneOn.Flow.FLOWING : GoneOn.Flow.UNTOUCHED;
    }

    /** What the answer means to the other rungs; nothing where another incarnation has the number. */
    Optional<Ending> ending(List<String> lines) throws HostException {
        return counted(lines, Set.of("hung", "killed", "kept"))
                .map(said -> new Ending(rung, of(said, "hung"), of(said, "killed"), of(said, "kept")));
    }

    private static int of(Map<String, Integer> said, String word) {
        return said.getOrDefault(word, 0);
    }

    /** How often the script said each word. */
    private Optional<Map<String, Integer>> counted(List<String> lines, Set<String> known) throws HostException {
        var said = new HashMap<String, Integer>();
        for (var line : lines) {
            var word = line.split(" ", 2)[0];
            if (word.equals("other")) {
                return Optional.empty();
            }
            if (word.equals("denied")) {
                throw new HostException(
                        Fault.NOT_PERMITTED,
                        "cannot " + rung.word() + " " + incarnation.terminal()
                                + ": not permitted to signal what is in it");
            }
            if (!known.contains(word)) {
                throw new HostException(
                        Fault.GARBLED,
                        rung.word() + " of " + incarnation.terminal()
                                + " answered in words that are not known; how far it got is not known either");
            }
            said.merge(word, 1, Integer::sum);
        }
        return Optional.of(said);
    }
}

package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Traces;
import io.sessionwarden.connector.Warning;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Another machine: one script for each look and each act. */
final class RemoteMachine implements Machine {

    /** How often an answer may break off before that is told. */
    private static final int LOOKS = 3;

    private final CommandRunner runner;
    private final Duration timeout;
    private final Duration pause;
    private final boolean sudo;

    /**
     * @param timeout how long one command may take
     * @param pause how long a session that was hung up may take to end
     * @param sudo whether a session is looked at closely and acted on as its leader's user
     */
    RemoteMachine(CommandRunner runner, Duration timeout, Duration pause, boolean sudo) {
        this.runner = runner;
        this.timeout = timeout;
        this.pause = pause;
        this.sudo = sudo;
    }

    @Override
    public Snapshot terminals(Set<Integer> known) throws HostException {
        var numbers = known.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return RemoteProc.snapshot(look(Script.LOOK, "", List.of("", numbers)));
    }

    @Override
    public Snapshot session(int number) throws HostException {
        return RemoteProc.snapshot(look(Script.LOOK, Integer.toString(number), List.of(Integer.toString(number))));
    }

    @Override
    public SortedMap<String, String> values(Incarnation incarnation) throws HostException {
        var values = new TerminalValues();
        for (var line : run(
                Script.VALUES,
                Integer.toString(incarnation.pid()),
                timeout,
                List.of(
                        Integer.toString(incarnation.pid()),
                        Long.toString(incarnation.startTicks()),
                        incarnation.terminal()))) {
            var rest = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("command ")) {
                values.command(rest);
            } else if (line.startsWith("directory ")) {
                values.directory(rest);
            } else if (line.startsWith("stty ")) {
                values.stty(rest);
            }
        }
        return values.toMap();
    }

    @Override
    public Traces traces(Incarnation incarnation) throws HostException {
        var traces = new Traces();
        look(
                        Script.EVIDENCE,
                        Integer.toString(incarnation.pid()),
                        List.of(
                                Integer.toString(incarnation.pid()),
                                Long.toString(incarnation.startTicks()),
                                "/dev/" + incarnation.terminal()))
                .forEach(traces::take);
        return traces;
    }

    @Override
    public Notice warn(Incarnation incarnation, long uid, String line) throws HostException {
        var lines = run(
                Script.WARN,
                Integer.toString(incarnation.pid()),
                timeout,
                List.of(
                        incarnation.boot(),
                        Integer.toString(incarnation.pid()),
                        Long.toString(incarnation.startTicks()),
                        incarnation.terminal(),
                        Long.toString(uid),
                        line));
        return Warning.said(lines, incarnation.terminal()).on(incarnation.terminal(), incarnation.pid());
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public Optional<GoneOn> goOn(Incarnation incarnation, ProcessStat leader, List<ProcessStat> stopped, boolean waits)
            throws HostException {
        var act = new RemoteAct(incarnation, Rung.CONTINUE, pause);
        return act.goneOn(run(
                Script.ACT, Integer.toString(leader.pid()), timeout, act.arguments(leader.terminal(), waits, stopped)));
    }

    @Override
    public Optional<Ending> end(Incarnation incarnation, ResetPlan plan, Rung rung) throws HostException {
        var act = new RemoteAct(incarnation, rung, pause);
        var first = plan.ended().get(0);
        int terminal = first.pid() == incarnation.pid() ? first.terminal() : 0;
        return act.ending(run(
                Script.ACT,
                Integer.toString(first.pid()),
                timeout.plus(pause.multipliedBy(3)),
                act.arguments(terminal, false, plan.ended())));
    }

    /**
     * What a script that only reads /proc printed. Asks again where the answer broke off: mawk dies where a process ends
     * between the opening of its file and the reading.
     */
    private List<String> look(Script script, String owned, List<String> arguments) throws HostException {
        long end = System.nanoTime() + timeout.toNanos();
        for (int more = LOOKS - 1; ; more--) {
            try {
                return run(script, owned, Duration.ofNanos(Math.max(1, end - System.nanoTime())), arguments);
            } catch (HostException e) {
                if (e.fault() != Fault.GARBLED || more == 0) {
                    throw e;
                }
            }
        }
    }

    /**
     * The lines of a whole answer, without the {@code end}.
     *
     * @param owned the process whose user is to be asked, where sudo may be used; empty for nobody's
     */
    private List<String> run(Script script, String owned, Duration patience, List<String> arguments)
            throws HostException {
        var result = runner.run(
                sudo && !owned.isEmpty()
                        ? script.asOwnerOf(owned, patience, arguments)
                        : script.command(patience, arguments));
        var lines = result.lines();
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals("end")) {
            throw brokenOff(result);
        }
        return lines.subList(0, lines.size() - 1);
    }

    private static HostException brokenOff(CommandResult result) {
        var said = ForeignText.clean(result.err().strip(), 300);
        return result.out().isEmpty() && said.startsWith("sudo: ")
                ? new HostException(
                        Fault.NOT_PERMITTED,
                        "commands may not be run as the user of the session: sudo -n -u must allow it (" + said + ")")
                : new HostException(Fault.GARBLED, "the answer broke off (exit " + result.exit() + "): " + said);
    }
}

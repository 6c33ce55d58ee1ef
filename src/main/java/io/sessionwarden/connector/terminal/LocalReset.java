package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.Pidfd;
import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resets one session of this machine: hangs it up, waits a little, and kills what is left of it. Every process is held by a
 * pidfd before it is looked at again, so that no signal can reach another one.
 */
final class LocalReset {

    private static final int HUP = 1;
    private static final int KILL = 9;
    private static final int CONT = 18;

    private final Proc proc;
    private final Duration pause;

    LocalReset(Proc proc, Duration pause) {
        this.proc = proc;
        this.pause = pause;
    }

    Act reset(Leader leader, String terminal) throws HostException {
        var held = new ArrayList<Pidfd>();
        try {
            var first = hold(leader.pid(), leader.startTicks(), held);
            if (first == null || !TerminalName.of(first.terminal()).equals(terminal)) {
                return Act.otherIncarnation("process " + leader.pid() + " no longer leads a session on " + terminal);
            }
            var plan = ResetPlan.of(first, proc.processes(), proc);
            for (var member : plan.ended()) {
                if (member.pid() != leader.pid()) {
                    hold(member.pid(), member.startTicks(), held);
                }
            }
            return new Act(Act.Result.DONE, end(held), plan.left());
        } catch (IOException e) {
            throw new HostException(Fault.NOT_PERMITTED, "cannot reset " + terminal + ": " + e.getMessage(), e);
        } finally {
            held.forEach(Pidfd::close);
        }
    }

    /** Holds that very process; null where it has ended or its pid is another's now. */
    private @Nullable ProcessStat hold(int pid, long startTicks, List<Pidfd> held) throws IOException {
        var pidfd = Pidfd.open(pid);
        if (pidfd.isEmpty()) {
            return null;
        }
        held.add(pidfd.get());
        var now = proc.process(pid).filter(process -> process.startTicks() == startTicks && !process.ended());
        if (now.isEmpty()) {
            held.remove(pidfd.get());
            pidfd.get().close();
        }
        return now.orElse(null);
    }

    /** A stopped process keeps a hang-up pending until it goes on, so each is told to. */
    private List<String> end(List<Pidfd> held) throws IOException {
        var steps = new ArrayList<String>();
        for (var process : held) {
            process.signal(HUP);
            process.signal(CONT);
        }
        steps.add("hung up " + held.size() + " processes (HUP, CONT)");
        int gone = Pidfd.awaitEnd(held, (int) pause.toMillis());
        if (gone == held.size()) {
            steps.add("all of them ended");
            return steps;
        }
        int killed = 0;
        for (var process : held) {
            if (!process.ended() && process.signal(KILL)) {
                killed++;
            }
        }
        steps.add("killed the " + killed + " that did not end within " + pause.toMillis() + " ms (KILL)");
        Pidfd.awaitEnd(held, (int) pause.toMillis());
        return steps;
    }
}

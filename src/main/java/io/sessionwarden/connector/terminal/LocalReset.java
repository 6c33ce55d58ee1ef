package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.Pidfd;
import io.sessionwarden.kernel.ProcessStat;
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

    private final LocalProc proc;
    private final Duration pause;

    LocalReset(LocalProc proc, Duration pause) {
        this.proc = proc;
        this.pause = pause;
    }

    Act reset(Incarnation incarnation, String boot) throws HostException {
        var held = new ArrayList<Pidfd>();
        try {
            var leader = hold(incarnation.pid(), incarnation.pid(), incarnation.startTicks(), held);
            if (leader == null || !incarnation.ledBy(leader, boot)) {
                return incarnation.gone();
            }
            var plan = ResetPlan.of(leader, proc.all(), proc);
            for (var member : plan.ended()) {
                if (member.pid() != leader.pid()) {
                    hold(member.pid(), leader.pid(), member.startTicks(), held);
                }
            }
            return new Act(Act.Result.DONE, end(held).steps(pause), plan.left());
        } catch (IOException e) {
            throw new HostException(
                    Fault.NOT_PERMITTED, "cannot reset " + incarnation.terminal() + ": " + e.getMessage(), e);
        } finally {
            held.forEach(Pidfd::close);
        }
    }

    /** Holds that very process; null where it has ended, has left the session, or its pid is another's now. */
    private @Nullable ProcessStat hold(int pid, int session, long startTicks, List<Pidfd> held) throws IOException {
        var pidfd = Pidfd.open(pid);
        if (pidfd.isEmpty()) {
            return null;
        }
        held.add(pidfd.get());
        var now = proc.process(pid)
                .filter(process ->
                        process.startTicks() == startTicks && process.session() == session && !process.ended());
        if (now.isEmpty()) {
            held.remove(pidfd.get());
            pidfd.get().close();
        }
        return now.orElse(null);
    }

    /** A stopped process keeps a hang-up pending until it goes on, so each is told to. */
    private Ending end(List<Pidfd> held) throws IOException {
        for (var process : held) {
            process.signal(HUP);
            process.signal(CONT);
        }
        Pidfd.awaitEnd(held, (int) pause.toMillis());
        int killed = 0;
        for (var process : held) {
            if (!process.ended() && process.signal(KILL)) {
                killed++;
            }
        }
        Pidfd.awaitEnd(held, (int) pause.toMillis());
        return new Ending(held.size(), killed, 0);
    }
}

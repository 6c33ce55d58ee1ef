package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.Pidfd;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.kernel.TerminalFlow;
import io.sessionwarden.session.Rung;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one rung with one session of this machine: lets it go on; or hangs it up, waits a little, kills what is left of it, and
 * what that has started meanwhile. Every process is held by a pidfd before it is looked at again, so that no signal can reach
 * another one. Good for one rung.
 */
final class LocalAct {

    private static final int HUP = 1;
    private static final int KILL = 9;
    private static final int CONT = 18;

    private static final int MOST_ROUNDS = 40;

    /** What stands for the session of a process that is being taken out of the list (fs/proc/array.c). */
    private static final int RELEASED = -1;

    private final LocalProc proc;
    private final Duration pause;
    private final Incarnation incarnation;
    private final String boot;
    private final List<Pidfd> held = new ArrayList<>();

    /** Members that were seen ended, and may stay in the list until they are reaped. */
    private final Set<Integer> dead = new HashSet<>();

    /** Processes of other sessions: not to look at them again makes a round shorter than the life of what is to be found. */
    private final Set<Integer> strangers = new HashSet<>();

    private final Set<Integer> killed = new HashSet<>();
    private int hungUp;

    LocalAct(LocalProc proc, Duration pause, Incarnation incarnation, String boot) {
        this.proc = proc;
        this.pause = pause;
        this.incarnation = incarnation;
        this.boot = boot;
    }

    /**
     * Continues what is stopped of these, and lets output flow again where that or something else waits for it.
     *
     * @return nothing where it is another incarnation by now
     */
    Optional<GoneOn> goOn(ProcessStat leader, List<ProcessStat> stopped, boolean waits) throws HostException {
        try {
            if (isAnother(leader)) {
                return Optional.empty();
            }
            int continued = 0;
            for (var member : stopped) {
                if (hold(member).filter(ProcessStat::stopped).isPresent()
                        && held.get(held.size() - 1).signal(CONT)) {
                    continued++;
                }
            }
            return Optional.of(new GoneOn(continued, flow(leader, waits || continued > 0)));
        } catch (IOException e) {
            throw refused(Rung.CONTINUE, e);
        } finally {
            held.forEach(Pidfd::close);
        }
    }

    private GoneOn.Flow flow(ProcessStat leader, boolean waits) {
        if (!waits) {
            return GoneOn.Flow.UNTOUCHED;
        }
        boolean flows = TerminalFlow.letGo(
                Path.of("/dev", incarnation.terminal()),
                () -> proc.process(leader.pid())
                        .filter(now -> incarnation.ledBy(now, boot))
                        .isPresent());
        return flows ? GoneOn.Flow.FLOWING : GoneOn.Flow.NOT_PERMITTED;
    }

    /** Nothing where it is another incarnation by now. */
    Optional<Ending> end(ResetPlan plan, Rung rung) throws HostException {
        try {
            for (var member : plan.ended()) {
                if (member.pid() != incarnation.pid()) {
                    hold(member);
                } else if (isAnother(member)) {
                    return Optional.empty();
                }
            }
            if (held.isEmpty()) {
                return Optional.of(new Ending(rung, 0, 0, 0));
            }
            return Optional.of(end(rung));
        } catch (IOException e) {
            throw refused(rung, e);
        } finally {
            held.forEach(Pidfd::close);
        }
    }

    /** A reset is a log-off, and force where that is not enough. */
    private Ending end(Rung rung) throws HostException, IOException {
        if (rung != Rung.FORCE) {
            hangUp();
            Pidfd.awaitEnd(held, (int) pause.toMillis());
        }
        if (rung == Rung.LOG_OFF) {
            return new Ending(rung, hungUp, 0, (int)
                    held.stream().filter(process -> !process.ended()).count());
        }
        killTheRest();
        return new Ending(rung, hungUp, killed.size(), killNewcomers());
    }

    private HostException refused(Rung rung, IOException e) {
        return new HostException(
                Fault.NOT_PERMITTED, "cannot " + rung.word() + " " + incarnation.terminal() + ": " + e.getMessage(), e);
    }

    /** Holds the leader; whether it leads another incarnation by now, or none. */
    private boolean isAnother(ProcessStat leader) throws IOException {
        return hold(leader)
                .filter(now -> incarnation.isLeader(now, boot) && now.terminal() == leader.terminal())
                .isEmpty();
    }

    /** Holds that very process; nothing where it has ended, has left the session, or its pid is another's now. */
    private Optional<ProcessStat> hold(ProcessStat member) throws IOException {
        var pidfd = Pidfd.open(member.pid());
        if (pidfd.isEmpty()) {
            return Optional.empty();
        }
        held.add(pidfd.get());
        var now = proc.process(member.pid())
                .filter(process -> process.startTicks() == member.startTicks()
                        && process.session() == incarnation.pid()
                        && !process.ended());
        if (now.isEmpty()) {
            held.remove(pidfd.get());
            pidfd.get().close();
        }
        return now;
    }

    /** A stopped process keeps a hang-up pending until it goes on, so each is told to. Whoever may not be is kept. */
    private void hangUp() throws IOException {
        for (var process : held) {
            try {
                process.signal(HUP);
                process.signal(CONT);
                hungUp++;
            } catch (IOException e) {
                if (process.pid() == incarnation.pid()) {
                    throw e;
                }
            }
        }
    }

    private void killTheRest() {
        held.stream().filter(process -> !process.ended()).forEach(this::kill);
        Pidfd.awaitEnd(held, (int) pause.toMillis());
    }

    private void kill(Pidfd process) {
        try {
            if (process.signal(KILL)) {
                killed.add(process.pid());
            }
        } catch (IOException e) {
            // It belongs to somebody else, as what sudo(8) started; it will be counted among those that are still
            // there.
            return;
        }
    }

    /**
     * Kills what the session has forked since it was looked at, round after round until a round shows that nothing is left.
     *
     * @return how many members are still there; 1 where no round could show that there are none
     */
    private int killNewcomers() throws HostException, IOException {
        for (int round = 1; ; round++) {
            var found = new ArrayList<Pidfd>();
            boolean whole = true;
            for (int pid : proc.pids()) {
                if (strangers.contains(pid)) {
                    continue;
                }
                var process = proc.process(pid);
                if (process.isEmpty() || process.get().session() == RELEASED) {
                    whole = false;
                } else if (process.get().session() == incarnation.pid()) {
                    whole &= killNewcomer(process.get(), found);
                } else {
                    strangers.add(pid);
                }
            }
            if (found.isEmpty() && (whole || round >= MOST_ROUNDS)) {
                return whole ? 0 : 1;
            }
            if (round >= MOST_ROUNDS) {
                return found.size() - Pidfd.awaitEnd(found, (int) pause.toMillis());
            }
        }
    }

    /** False where it ended after the list had been made: it may have forked another one that is not in the list. */
    private boolean killNewcomer(ProcessStat member, List<Pidfd> found) throws IOException {
        if (member.ended()) {
            return !dead.add(member.pid());
        }
        boolean goes = !ResetPlan.hungUpOff(member.pid(), incarnation, proc);
        if ((!goes && exits(member)) || hold(member).isEmpty()) {
            return false;
        }
        if (goes) {
            var newcomer = held.get(held.size() - 1);
            kill(newcomer);
            found.add(newcomer);
        }
        return true;
    }

    /** What is about to end closes its descriptors first, and then looks as if it wrote elsewhere. */
    private boolean exits(ProcessStat member) {
        return proc.link(member.pid(), "fd/1").isEmpty()
                && proc.link(member.pid(), "fd/2").isEmpty();
    }
}

package io.sessionwarden.practice;

import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a terminal session open at one seat: when it ends, a new one is opened after a short delay, as a getty's respawner
 * does. Safe for use by several threads.
 */
final class SeatKeeper {

    private static final System.Logger LOG = System.getLogger(SeatKeeper.class.getName());

    /** How long a seat stays empty. */
    static final Duration RESPAWN_DELAY = Duration.ofSeconds(1);

    private final Seat seat;
    private final String mark;
    private final ScheduledExecutorService timer;
    private final Consumer<String> ended;

    private @Nullable PracticeTerminal terminal;
    private @Nullable Fault broken;
    private boolean closed;

    /**
     * @param ended is told the seat's name when a session there has ended, before the next one opens
     */
    SeatKeeper(Seat seat, String mark, ScheduledExecutorService timer, Consumer<String> ended) {
        this.seat = seat;
        this.mark = mark;
        this.timer = timer;
        this.ended = ended;
    }

    Seat seat() {
        return seat;
    }

    String mark() {
        return mark;
    }

    /** Opens the session; unless practice is over. */
    synchronized void open() throws IOException {
        if (closed) {
            return;
        }
        var opened = PracticeTerminal.open(seat, mark);
        terminal = opened;
        broken = null;
        var unused = opened.onExit().thenRunAsync(this::empty, timer);
    }

    private void empty() {
        synchronized (this) {
            if (closed) {
                return;
            }
            terminal = null;
        }
        ended.accept(seat.name());
        reopenSoon();
    }

    private void reopenSoon() {
        try {
            var unused = timer.schedule(this::reopen, RESPAWN_DELAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "practice is over; {0} stays empty", seat.name());
        }
    }

    private void reopen() {
        try {
            open();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, seat + " could not be reopened, trying again", e);
            reopenSoon();
        }
    }

    /**
     * Carries on what script(1) does not by itself, whoever stopped or ended the session: people try their own kill on these
     * sessions too. Called every few hundredths of a second.
     */
    synchronized void tend() {
        if (terminal == null) {
            return;
        }
        try {
            terminal.tend();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, seat + " could not be tended", e);
        }
    }

    synchronized boolean whole() {
        return terminal != null && broken == null && terminal.whole();
    }

    synchronized Optional<Leader> leader() {
        return terminal == null ? Optional.empty() : terminal.leader();
    }

    /** How many bytes the present session has printed. */
    synchronized long received() {
        return terminal == null ? 0 : terminal.received();
    }

    /** Breaks the session, if it is whole and of a kind to show that fault on. */
    synchronized Optional<Broken> breakIt(Fault fault) throws IOException {
        var open = terminal;
        if (open == null || !seat.program().suits(fault) || !whole()) {
            return Optional.empty();
        }
        long leader = open.leader().orElseThrow().pid();
        var done = inject(fault, open);
        broken = fault == Fault.BUSY ? null : fault;
        return Optional.of(new Broken(fault, seat.name(), seat + ", leader " + leader + ": " + done));
    }

    private String inject(Fault fault, PracticeTerminal open) throws IOException {
        return switch (fault) {
            case LEADER_KILLED -> {
                open.send(Signal.KILL);
                yield "killed (kill -9)";
            }
            case STOPPED -> {
                open.send(Signal.STOP);
                yield "stopped (SIGSTOP)";
            }
            case HUP_IMMUNE -> {
                open.send(Signal.STOP);
                yield "stopped (SIGSTOP), and its program ignores SIGHUP";
            }
            case PROTECTED -> {
                open.send(Signal.STOP);
                yield "stopped (SIGSTOP), and its account is protected";
            }
            case OUTPUT_BLOCKED -> block(open);
            case BUSY -> {
                open.send(Signal.USR1);
                yield "told to work as hard as it can for a few seconds";
            }
        };
    }

    /** A program that prints a lot is blocked by a client that stops reading; others would take hours to fill the pipe. */
    private String block(PracticeTerminal open) throws IOException {
        if (seat.program() == Program.REPORT) {
            open.stopReading();
            return "its client stopped reading";
        }
        open.pressCtrlS();
        return "its user pressed Ctrl-S";
    }

    synchronized void mend() throws IOException {
        if (terminal == null || broken == null) {
            return;
        }
        broken = null;
        if (terminal.leader().isPresent()) {
            terminal.carryOn();
        }
    }

    /** Ends the session and everything started in it; the seat stays empty from then on. */
    void close() throws IOException {
        PracticeTerminal last;
        synchronized (this) {
            closed = true;
            last = terminal;
            terminal = null;
        }
        if (last != null) {
            last.close();
        }
    }
}

package io.sessionwarden.connector.tmux;

import io.sessionwarden.connector.Target;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.session.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One socket and the tmux server behind it: lists its panes, or says what is wrong with the server. Safe for use by several
 * threads; they list one after the other.
 */
final class TmuxSocket {

    /** How long tmux may take to notice that a pane's process has ended, and how often it is asked meanwhile. */
    private static final Duration NOTICING = Duration.ofMillis(300);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final String path;
    private final String label;
    private final Target target;
    private final Pause pause;
    private final Silence silence = new Silence(System::nanoTime);
    private final ReentrantLock listing = new ReentrantLock();
    private Memory memory = Memory.NOTHING;

    private TmuxSocket(String path, String label, Target target, Pause pause) {
        this.path = path;
        this.label = label;
        this.target = target;
        this.pause = pause;
    }

    /** The default socket of the user that runs commands; the name of its panes has nothing in front. */
    static TmuxSocket ofRunner(Target target, Pause pause) {
        return new TmuxSocket("", "", target, pause);
    }

    static TmuxSocket at(String path, String label, Target target, Pause pause) {
        return new TmuxSocket(path, label, target, pause);
    }

    /** Whether that path is, or may be, this socket's. */
    boolean isAt(String other) {
        return path.isEmpty() ? other.matches("/tmp/tmux-[0-9]+/default") : path.equals(other);
    }

    /**
     * The panes; none, and a fault, where the server does not answer within {@code budget}.
     *
     * @throws HostException where that is no fault of the tmux server: nothing can be run at all
     */
    Listing list(Duration budget) throws HostException {
        try {
            if (!listing.tryLock(budget.toNanos(), TimeUnit.NANOSECONDS)) {
                return fault(false, "is still being listed by others");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(Fault.NOT_ANSWERING, "listing tmux was given up", e);
        }
        try {
            return silence.lasts() ? fault(false, "gave no answer and is left alone for a while") : settled(budget);
        } finally {
            listing.unlock();
        }
    }

    private Listing settled(Duration budget) throws HostException {
        try {
            long end = System.nanoTime() + Math.min(budget.toNanos(), NOTICING.toNanos());
            Answer answer = ask(budget);
            PaneList list = PaneList.of(answer.body());
            while ((list.brokeOff() || memory.worthWaiting(list)) && System.nanoTime() < end) {
                pause.forAbout(BETWEEN_LOOKS);
                answer = ask(budget);
                list = PaneList.of(answer.body());
            }
            silence.answered();
            return listing(answer, list);
        } catch (HostException e) {
            return unanswered(e);
        }
    }

    private Answer ask(Duration budget) throws HostException {
        PaneList.Server server = memory.server();
        return Answer.of(target.runner()
                .run(Script.LIST.command(
                        budget,
                        path,
                        memory.runnerName(),
                        server == null ? "" : server.pid(),
                        server == null ? "" : server.ticks(),
                        Pane.FORMAT,
                        memory.booted().isEmpty() ? "1" : "")));
    }

    private Listing unanswered(HostException e) throws HostException {
        return switch (e.fault()) {
            case NOT_ANSWERING -> {
                silence.unanswered();
                yield fault(false, String.valueOf(e.getMessage()));
            }
            case GARBLED -> fault(false, String.valueOf(e.getMessage()));
            case UNREACHABLE, NOT_PERMITTED -> throw e;
        };
    }

    private Listing listing(Answer answer, PaneList list) {
        memory = memory.of(answer);
        if (answer.trouble().isPresent()) {
            return trouble(answer, answer.trouble().get());
        }
        if (list.nobodyThere()) {
            return nobody(answer);
        }
        if (list.exit() != 0) {
            return refused(answer, list);
        }
        if (!list.panes().isEmpty() && list.genuineServer().isEmpty()) {
            return fault(true, "answers with a pid that is no tmux server's here: it runs in a container of its own");
        }
        memory = memory.after(list);
        var sessions = new PaneSession(target.server(), shownLabel(answer), answer, memory);
        // Lines that are no panes may be the panes of a version that writes them in another way.
        var unread = list.said().isEmpty()
                ? List.<ServerFault>of()
                : fault(false, "also said: " + list.said()).faults();
        return new Listing(list.panes().stream().map(sessions::of).toList(), unread);
    }

    /** The runner's own default socket needs no label, whether it was configured or not. */
    private String shownLabel(Answer answer) {
        return answer.defaultSocket() && answer.owner().equals(answer.runner()) ? "" : label;
    }

    private Listing trouble(Answer answer, Answer.Trouble trouble) {
        return switch (trouble.kind()) {
            case ABSENT -> nobody(answer);
            case NOT_A_SOCKET -> fault(true, answer.socket() + " is not a socket");
            case NOT_PERMITTED -> fault(true, notPermitted(answer, trouble.text()));
            case STOPPED -> fault(true, "process " + trouble.text() + " is stopped; it was sent nothing");
        };
    }

    private static String notPermitted(Answer answer, String said) {
        return "belongs to uid " + answer.owner() + ", and uid " + answer.runner()
                + " may not run commands as that user; needed is sudo -n -u '#" + answer.owner()
                + "', or root with setpriv ("
                + said + ")";
    }

    /** No server at one's own default socket is no fault: nobody uses tmux there. Elsewhere, somebody expects one. */
    private Listing nobody(Answer answer) {
        if (path.isEmpty() || (answer.defaultSocket() && answer.owner().equals(answer.runner()))) {
            memory = Memory.NOTHING;
            return new Listing(List.of(), List.of());
        }
        return memory.server() == null
                ? fault(false, "no server runs there")
                : fault(true, "the server, process " + memory.server().pid() + ", has gone");
    }

    private Listing refused(Answer answer, PaneList list) {
        if (list.said().contains("(Permission denied)")) {
            return fault(true, "uid " + answer.owner() + " is not let in: " + list.said());
        }
        if (list.exit() == 127) {
            return fault(true, "tmux is not installed: " + list.said());
        }
        return fault(false, list.said().isEmpty() ? "the list broke off" : list.said());
    }

    private Listing fault(boolean certain, String why) {
        String what = "tmux server " + (path.isEmpty() ? "at the default socket" : path);
        return new Listing(
                List.of(),
                List.of(new ServerFault(
                        target.server(),
                        TmuxHost.CONNECTOR,
                        what,
                        certain,
                        Evidence.of(what + ": " + why, Map.of("socket", path)))));
    }
}

package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kernel sessions of one machine, this one or another. */
final class Terminals implements SessionHost {

    private static final int LONGEST_WARNING = 500;

    private final String server;
    private final Machine machine;
    private final Marks marks = new Marks();
    private final Remains remains = new Remains();

    Terminals(String server, Machine machine) {
        this.server = server;
        this.machine = machine;
    }

    @Override
    public String connector() {
        return TerminalConnector.NAME;
    }

    @Override
    public Listing list() throws HostException {
        return new Listing(
                new TerminalListing(server, machine.terminals(remains.numbers()), marks, remains).sessions(),
                List.of());
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        var incarnation = Incarnation.of(session);
        return incarnation.isPresent()
                ? machine.traces(incarnation.get())
                        .fact("terminal", incarnation.get().terminal())
                        .evidence()
                : Evidence.of("it has never been seen");
    }

    @Override
    public SortedMap<String, String> values(Session session) throws HostException {
        var incarnation = Incarnation.of(session);
        return incarnation.isPresent() && !isLeft(session) ? machine.values(incarnation.get()) : new TreeMap<>();
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        var incarnation = Incarnation.of(session);
        var account = session.account();
        if (isLeft(session)) {
            return Notice.untold("its terminal has gone");
        }
        if (incarnation.isEmpty() || account == null || !account.id().matches("[0-9]{1,10}")) {
            return Notice.untold("it cannot be told whose terminal it is");
        }
        return machine.warn(incarnation.get(), Long.parseLong(account.id()), ForeignText.clean(text, LONGEST_WARNING));
    }

    /**
     * A session without its leader may have left processes behind: the kernel hangs up the foreground only. They are ended
     * like those of one that stands.
     */
    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public Set<Rung> rungs(Session session) {
        return session.state() == SessionState.DOWN || session.leader() == null || isLeft(session)
                ? EnumSet.of(Rung.RESET)
                : EnumSet.of(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
    }

    @Override
    public Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (!rungs(session).contains(rung)) {
            throw new IllegalArgumentException(rung.word() + " cannot be done to " + session.name());
        }
        return rung == Rung.CONTINUE ? goOn(session) : close(session, rung);
    }

    /** What a user has stopped in the background stays as it is. */
    private Act goOn(Session session) throws HostException {
        var incarnation = Incarnation.of(session).orElseThrow();
        var seen = machine.session(incarnation.pid());
        var leader = seen.processes().get(incarnation.pid());
        if (leader == null || !incarnation.stands(seen)) {
            return incarnation.gone();
        }
        var stopped = incarnation.members(seen).stream()
                .filter(ProcessStat::stopped)
                .filter(member -> member.pid() == leader.pid() || member.group() == leader.foreground())
                .toList();
        return machine.goOn(
                        incarnation, leader, stopped, !session.vital("writer").isEmpty())
                .map(gone -> new Act(Act.Result.DONE, gone.steps(), List.of()))
                .orElseGet(incarnation::gone);
    }

    private Act close(Session session, Rung rung) throws HostException {
        var listed = Incarnation.of(session);
        if (listed.isEmpty()) {
            return new Act(
                    Act.Result.DONE, List.of("it has never been seen, so there was nothing to be ended"), List.of());
        }
        var incarnation = listed.get();
        var seen = machine.session(incarnation.pid());
        if (isLeft(session)) {
            return closeLeft(incarnation, rung, seen);
        }
        if (incarnation.stands(seen) == (session.state() == SessionState.DOWN)) {
            return incarnation.stands(seen) ? incarnation.stillThere() : incarnation.gone();
        }
        if (incarnation.stands(seen)) {
            return ended(incarnation, rung, ResetPlan.of(incarnation, seen), List.of());
        }
        return ended(
                incarnation,
                rung,
                incarnation.left(seen) ? ResetPlan.of(incarnation, seen) : ResetPlan.nothing(incarnation, seen),
                List.of(
                        incarnation.leads(seen)
                                ? "its terminal had gone"
                                : "its leader had gone, and the kernel had closed the device"));
    }

    private static boolean isLeft(Session session) {
        return !session.vital(TerminalListing.LEFT).isEmpty();
    }

    /** A zombie is beyond every signal: what can be done is to end the others of its session, and to name who is to blame. */
    private Act closeLeft(Incarnation incarnation, Rung rung, Snapshot seen) throws HostException {
        if (!incarnation.remains(seen)) {
            return incarnation.gone();
        }
        var act = ended(incarnation, rung, ResetPlan.of(incarnation, seen), List.of("its terminal had gone"));
        if (!incarnation.zombie(seen) || act.result() == Act.Result.OTHER_INCARNATION) {
            return act;
        }
        var parent =
                Objects.requireNonNull(seen.processes().get(incarnation.pid())).parent();
        var steps = new ArrayList<>(act.steps());
        steps.add("its leader is a zombie, which no signal reaches: it stays until process " + parent
                + ", its parent, takes note of its end, or ends itself");
        return new Act(Act.Result.INCOMPLETE, steps, act.leftRunning());
    }

    private Act ended(Incarnation incarnation, Rung rung, ResetPlan plan, List<String> before) throws HostException {
        var steps = new ArrayList<>(before);
        if (plan.ended().isEmpty()) {
            steps.add("nothing of it was left to be ended");
            return new Act(Act.Result.DONE, steps, plan.left());
        }
        var ending = machine.end(incarnation, plan, rung);
        if (ending.isEmpty()) {
            return incarnation.gone();
        }
        steps.addAll(ending.get().steps(machine.pause()));
        return new Act(ending.get().complete() ? Act.Result.DONE : Act.Result.INCOMPLETE, steps, plan.left());
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return !session.vital(TerminalListing.RESPAWNER).isEmpty();
    }

    @Override
    public void close() {
        // Holds nothing open between two calls; the runner is not its own.
    }
}

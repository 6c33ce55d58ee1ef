package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kernel sessions of one machine, this one or another. */
final class Terminals implements SessionHost {

    private static final int LONGEST_WARNING = 500;

    private final String server;
    private final Machine machine;
    private final Marks marks = new Marks();

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
        return new Listing(new TerminalListing(server, machine.terminals(), marks).sessions(), List.of());
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        var facts = new TreeMap<String, String>();
        var leader = session.leader();
        if (leader != null) {
            var seen = machine.session(leader.pid());
            seen.processes().values().stream()
                    .filter(process -> process.session() == leader.pid())
                    .forEach(process -> facts.put(
                            "process." + process.pid(),
                            process.command() + " " + process.state() + " cpu " + process.cpuTicks()
                                    + " ticks, waits in "
                                    + seen.facts().text(process.pid(), "wchan").orElse("?")));
        }
        return Evidence.of(facts.size() + " processes", facts);
    }

    @Override
    public SortedMap<String, String> values(Session session) throws HostException {
        var incarnation = Incarnation.of(session);
        return incarnation.isPresent() ? machine.values(incarnation.get()) : new TreeMap<>();
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        var incarnation = Incarnation.of(session);
        var account = session.account();
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
        var listed = Incarnation.of(session);
        if (listed.isEmpty()) {
            return new Act(
                    Act.Result.DONE, List.of("it has never been seen, so there was nothing to be ended"), List.of());
        }
        var incarnation = listed.get();
        var seen = machine.session(incarnation.pid());
        if (incarnation.stands(seen) == (session.state() == SessionState.DOWN)) {
            return incarnation.stands(seen) ? incarnation.stillThere() : incarnation.gone();
        }
        if (incarnation.stands(seen)) {
            return ended(incarnation, ResetPlan.of(incarnation, seen), List.of());
        }
        return ended(
                incarnation,
                incarnation.left(seen) ? ResetPlan.of(incarnation, seen) : ResetPlan.nothing(incarnation, seen),
                List.of("its leader had gone, and the kernel had closed the device"));
    }

    private Act ended(Incarnation incarnation, ResetPlan plan, List<String> before) throws HostException {
        var steps = new ArrayList<>(before);
        if (plan.ended().isEmpty()) {
            steps.add("nothing of it was left to be ended");
            return new Act(Act.Result.DONE, steps, plan.left());
        }
        var ending = machine.end(incarnation, plan);
        if (ending.isEmpty()) {
            return incarnation.gone();
        }
        steps.addAll(ending.get().steps(machine.pause()));
        return new Act(ending.get().kept() == 0 ? Act.Result.DONE : Act.Result.INCOMPLETE, steps, plan.left());
    }

    @Override
    public boolean reopens(Session session) {
        return !session.vital(TerminalListing.RESPAWNER).isEmpty();
    }

    @Override
    public void close() {
        // Holds nothing open between two calls; the runner is not its own.
    }
}

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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kernel sessions of one machine, this one or another. */
final class Terminals implements SessionHost {

    private static final int LONGEST_WARNING = 500;

    private final String server;
    private final Machine machine;

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
        return new Listing(new TerminalListing(server, machine.terminals()).sessions(), List.of());
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

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        var incarnation = Incarnation.of(session);
        if (session.state() == SessionState.DOWN || incarnation.isEmpty()) {
            return new Act(
                    Act.Result.DONE, List.of("its leader had gone, and the kernel had closed the device"), List.of());
        }
        return machine.reset(incarnation.get());
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

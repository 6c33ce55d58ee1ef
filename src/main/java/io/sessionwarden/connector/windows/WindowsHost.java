package io.sessionwarden.connector.windows;

import io.sessionwarden.connector.Target;
import io.sessionwarden.connector.windows.WindowsCommands.Said;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sessions of one Windows host. The runner is not its own: closing this host leaves it open. */
final class WindowsHost implements SessionHost {

    static final String CONNECTOR = "windows";

    /** Windows ends what is left of a session that is being reset after three minutes. */
    private static final Duration RESET = Duration.ofSeconds(200);

    private final Target target;
    private final Settings settings;
    private final WindowsLists lists;
    private final WindowsCommands commands;

    WindowsHost(Target target, Settings settings) {
        this.target = target;
        this.settings = settings;
        this.commands = new WindowsCommands(target, settings.root());
        this.lists = new WindowsLists(target, settings, commands);
    }

    @Override
    public String connector() {
        return CONNECTOR;
    }

    @Override
    public Listing list() throws HostException {
        var seen = lists.look(false);
        return new Listing(seen.sessions(), seen.faults());
    }

    /** The names of its processes, and nothing of what they do. */
    @Override
    public Evidence evidence(Session session) throws HostException {
        if (find(session, false).isEmpty()) {
            return Evidence.of("another session has its id by now, or none");
        }
        var processes = processes(session);
        var facts = new TreeMap<String, String>();
        for (int i = 0; i < processes.size(); i++) {
            facts.put("process.%02d".formatted(i + 1), processes.get(i).toString());
        }
        return new Evidence(processes.size() + " processes", facts);
    }

    private List<ProcessRow> processes(Session session) throws HostException {
        return ProcessRow.of(
                commands.run(lists.codePage(), target.timeout(), "qprocess.exe", "/ID:" + id(session))
                        .out(),
                id(session));
    }

    /** Nothing of a session of Windows stays to be compared: who opens another one is its user. */
    @Override
    public SortedMap<String, String> values(Session session) {
        return new TreeMap<>();
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        var now = find(session, true);
        if (now.isEmpty()) {
            return Notice.untold("another session has its id by now, or none");
        }
        if (now.get().state() != SessionState.ACTIVE) {
            return Notice.untold("nobody is connected to session " + id(session));
        }
        var said = commands.run(
                lists.codePage(), target.timeout(), "msg.exe", id(session), "/TIME:3600", MessageText.of(text));
        WindowsError.refuse("msg.exe", said.all());
        return said.all().isEmpty()
                ? Notice.told("shown by msg.exe in session " + id(session))
                : Notice.untold("msg.exe: " + ForeignText.clean(said.all(), 300));
    }

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public Set<Rung> rungs(Session session) {
        var rungs = EnumSet.of(Rung.RESET);
        if (session.state() == SessionState.ACTIVE) {
            rungs.add(Rung.DISCONNECT);
        }
        if (session.logonName() != null && session.state() != SessionState.DOWN) {
            rungs.add(Rung.LOG_OFF);
        }
        if (settings.endsWinlogon()) {
            rungs.add(Rung.FORCE);
        }
        return rungs;
    }

    @Override
    public Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (!rungs(session).contains(rung)) {
            throw new IllegalArgumentException(rung.word() + " cannot be done to " + session.name());
        }
        var found = find(session, true);
        if (found.isEmpty()) {
            return Act.otherIncarnation("session " + id(session)
                    + " is not what it was: another one has its id by now, or none; nothing was done");
        }
        var now = found.get();
        if (now.kind() != SessionKind.USER || now.state() == SessionState.UNKNOWN) {
            return Act.otherIncarnation("session " + id(session) + " is "
                    + (now.kind() == SessionKind.USER ? "in no known state" : "no user's session")
                    + "; nothing was done");
        }
        return switch (rung) {
            case DISCONNECT -> act("tsdiscon.exe", id(session));
            case LOG_OFF -> act("logoff.exe", id(session));
            case FORCE -> endWinlogon(session);
            default -> act("rwinsta.exe", id(session));
        };
    }

    /** What has been asked for may take minutes, and these programs wait for it: then the lists show whether it is done. */
    private Act act(String program, String... arguments) throws HostException {
        var called = program + " " + String.join(" ", arguments);
        Said said;
        try {
            said = commands.run(lists.codePage(), target.timeout(), program, arguments);
        } catch (HostException e) {
            if (e.fault() != Fault.NOT_ANSWERING) {
                throw e;
            }
            return new Act(
                    Act.Result.DONE, List.of(called + ": not known to be done yet, " + e.getMessage()), List.of());
        }
        return done(program, called, said);
    }

    private static Act done(String program, String called, Said said) throws HostException {
        WindowsError.refuse(program, said.all());
        var text = said.all().isEmpty() ? called : called + ": " + ForeignText.clean(said.all(), 300);
        return new Act(Act.Result.DONE, List.of(text), List.of());
    }

    /** By pid, on the condition that it is in that session and has that name. */
    private Act endWinlogon(Session session) throws HostException {
        var found = processes(session).stream()
                .filter(process -> process.image().equalsIgnoreCase("winlogon.exe"))
                .toList();
        if (found.size() != 1) {
            throw new HostException(
                    Fault.GARBLED,
                    "session " + id(session) + " shows " + found.size() + " winlogon.exe; none was ended");
        }
        return act(
                "taskkill.exe",
                "/F",
                "/PID",
                Long.toString(found.get(0).pid()),
                "/FI",
                "SESSION eq " + id(session),
                "/FI",
                "IMAGENAME eq winlogon.exe");
    }

    /**
     * That very incarnation as it is now.
     *
     * @throws HostException also where it is not in a list that is not whole: it may be there all the same
     */
    private Optional<Session> find(Session session, boolean ownerToo) throws HostException {
        var seen = lists.look(ownerToo);
        var found = seen.sessions().stream().filter(now -> same(session, now)).findFirst();
        if (found.isEmpty() && !seen.whole()) {
            throw new HostException(
                    Fault.GARBLED, "the list of sessions is not whole, and " + session.name() + " not in it");
        }
        return found;
    }

    /** Of a session that nobody is logged on to, its state is all that tells it from the next one of the same id. */
    private static boolean same(Session listed, Session now) {
        boolean nobody = listed.logonName() == null;
        return now.identity().equals(listed.identity())
                && (listed.account() == null || listed.account().equals(now.account()))
                && (!(nobody || listed.state() == SessionState.DOWN) || listed.state() == now.state());
    }

    private static String id(Session session) {
        return session.identity().parts().getOrDefault(WindowsSession.ID, "-");
    }

    @Override
    public Duration patience(Session session, Rung rung) {
        return rung == Rung.RESET || rung == Rung.FORCE ? RESET : Duration.ZERO;
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return false;
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }
}

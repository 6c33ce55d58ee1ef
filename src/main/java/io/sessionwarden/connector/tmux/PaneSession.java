package io.sessionwarden.connector.tmux;

import io.sessionwarden.session.Account;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pane as a session, and the words in which it is told. */
final class PaneSession {

    static final String BOOT = "boot";
    static final String SOCKET = "socket";
    static final String SERVER = "server";
    static final String SERVER_START = "serverStart";
    static final String SESSION = "session";
    static final String PANE = "pane";
    static final String PID = "pid";
    static final String START = "start";

    static final String CLIENTS = "clients";
    static final String DEAD = "dead";
    static final String STATUS = "status";
    static final String SIGNAL = "signal";
    static final String DEAD_TIME = "deadTime";
    static final String LEADER = "leader";
    static final String TTY = "tty";
    static final String WINDOW = "window";
    static final String SERVER_TICKS = "serverTicks";

    /** A pane's id is given once in the life of a server, and a respawn, a rename and a move leave it alone. */
    static final String PLACE = "place";

    /** USER_HZ is 100 on every Linux that Debian, Red Hat and their like ship (time(7)). */
    private static final int TICKS_PER_SECOND = 100;

    private static final int LONGEST = 600;

    private final String server;
    private final String label;
    private final Answer answer;
    private final Memory memory;

    /**
     * @param server the configured name of the server
     * @param label what stands in front of the names of this socket's panes; empty for the runner's own default socket
     * @param answer where and whose the socket is
     * @param memory what is known since this and earlier listings
     */
    PaneSession(String server, String label, Answer answer, Memory memory) {
        this.server = server;
        this.label = label;
        this.answer = answer;
        this.memory = memory;
    }

    Session of(Pane pane) {
        String name = label.isEmpty()
                ? pane.where().place()
                : label + "/" + pane.where().place();
        return new Session(
                identity(pane),
                Integer.toString(pane.pid()),
                name,
                SessionKind.USER,
                state(pane),
                false,
                answer.ownerName().isBlank() ? null : ForeignText.clean(answer.ownerName(), 100),
                Account.ofUid(server, Long.parseLong(answer.owner())),
                leader(pane),
                started(pane),
                // Into a pane whose program has ended nobody can type.
                pane.alive() ? pane.attendance().idle() : null,
                null,
                vitals(pane, name));
    }

    private SessionIdentity identity(Pane pane) {
        var where = pane.where();
        return SessionIdentity.of(
                server,
                TmuxHost.CONNECTOR,
                Map.of(
                        BOOT, answer.boot(),
                        SOCKET, answer.socket(),
                        SERVER, where.server(),
                        SERVER_START, where.serverStart(),
                        SESSION, where.session(),
                        PANE, where.pane(),
                        PID, Integer.toString(pane.pid()),
                        START, memory.start(pane)));
    }

    /** A program that ended well left its pane idle. One of which nobody says how it ended is in no known state. */
    private static SessionState state(Pane pane) {
        if (pane.alive()) {
            return pane.attendance().clients() > 0 ? SessionState.ACTIVE : SessionState.DISCONNECTED;
        }
        if (pane.endedUntold()) {
            return SessionState.UNKNOWN;
        }
        return pane.endedWell() ? SessionState.IDLE : SessionState.DOWN;
    }

    private @Nullable Leader leader(Pane pane) {
        return ticks(pane).map(start -> new Leader(pane.pid(), start)).orElse(null);
    }

    private @Nullable Instant started(Pane pane) {
        if (!memory.booted().matches("[0-9]{1,12}")) {
            return null;
        }
        long booted = Long.parseLong(memory.booted());
        return ticks(pane)
                .map(start -> Instant.ofEpochSecond(booted).plusMillis(start * 1000 / TICKS_PER_SECOND))
                .orElse(null);
    }

    private Optional<Long> ticks(Pane pane) {
        return Optional.of(memory.start(pane))
                .filter(start -> start.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private SortedMap<String, String> vitals(Pane pane, String name) {
        var vitals = new TreeMap<String, String>();
        vitals.put("pane", name);
        vitals.put("user", answer.ownerName());
        vitals.put(CLIENTS, Integer.toString(pane.attendance().clients()));
        vitals.put(TTY, pane.tty());
        vitals.put(WINDOW, pane.where().window());
        vitals.put(
                PLACE,
                String.join(
                        " ",
                        answer.boot(),
                        answer.socket(),
                        pane.where().server(),
                        pane.where().serverStart(),
                        pane.where().pane()));
        vitals.put(DEAD, pane.ending().dead() ? "1" : "0");
        vitals.put(STATUS, pane.ending().status());
        vitals.put(SIGNAL, pane.ending().signal());
        vitals.put(DEAD_TIME, pane.ending().time());
        vitals.put(LEADER, pane.alive() ? "alive" : "gone");
        vitals.put("leaderState", pane.processes().leaderState());
        vitals.put("foreground", pane.processes().foreground());
        vitals.put("writer", pane.processes().writer());
        PaneList.Server tmux = memory.server();
        vitals.put(SERVER_TICKS, tmux == null ? "" : tmux.ticks());
        vitals.replaceAll((word, value) -> ForeignText.clean(value, LONGEST));
        return vitals;
    }
}

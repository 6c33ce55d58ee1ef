package io.sessionwarden.control;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection.
 *
 * @param logonName the name of the user, or {@code uid N} where there is none
 * @param account the account, or null where it cannot be told: then nothing is the caller's own
 * @param administrator whether it is root or the warden's own user
 * @param localServer the configured name of the server that this machine is
 * @param sid the kernel session that the caller's process sits in; 0 where it cannot be told
 */
public record Peer(String logonName, @Nullable Account account, boolean administrator, String localServer, int sid) {

    /** Whether the caller sits in that very incarnation. While a process is in a kernel session, the leader's pid is not reused. */
    public boolean sitsIn(Session session) {
        var leader = session.leader();
        return sid > 0 && session.server().equals(localServer) && leader != null && leader.pid() == sid;
    }

    /**
     * Whether the caller may read what happened to that session: evidence holds what its user ran. Everybody who shares the
     * session's account may; what befell a server itself is for administrators.
     */
    boolean mayRead(Incident incident) {
        var session = incident.session();
        return administrator || (session != null && account != null && account.equals(session.account()));
    }

    /** How the trail names this caller. */
    String who() {
        return caller().who();
    }

    /** The caller without the session that they sit in. */
    Caller caller() {
        return new Caller(logonName, account, null, administrator);
    }

    /**
     * The caller that the policy judges.
     *
     * @param asked the session that the request is about. Two connectors may list one kernel session; the caller then sits
     *     in the one that was asked about
     * @param sessions the sessions among which the caller's own is looked for
     */
    public Caller asking(Session asked, List<Session> sessions) {
        return new Caller(logonName, account, seat(Stream.concat(Stream.of(asked), sessions.stream())), administrator);
    }

    private @Nullable SessionIdentity seat(Stream<Session> sessions) {
        Optional<Session> own = sessions.filter(this::sitsIn).findFirst();
        return own.isPresent() ? own.get().identity() : null;
    }
}

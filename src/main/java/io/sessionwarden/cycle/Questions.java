package io.sessionwarden.cycle;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Question;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Puts together what the policy is asked. Safe for use by several threads. */
final class Questions {

    private final Ledger ledger;
    private final int ownSession;

    /**
     * @param ledger for the counts that limits are held against
     * @param ownSession the kernel's session id of the warden's own process, or -1
     */
    Questions(Ledger ledger, int ownSession) {
        this.ledger = ledger;
        this.ownSession = ownSession;
    }

    /**
     * @param among the sessions of the server
     * @param except the cycle that is not to be counted against itself, or empty
     */
    Question ask(
            Caller caller,
            WatchedServer server,
            Session session,
            Incident incident,
            List<Session> among,
            Instant at,
            String except) {
        int alike = (int)
                among.stream().filter(other -> sameLogonName(other, session)).count();
        var history = ledger.history(session, Math.max(1, alike), Math.max(1, among.size()), at, except);
        return new Question(caller, session, incident, history, wardensOwn(server, session), at);
    }

    private boolean wardensOwn(WatchedServer server, Session session) {
        Leader leader = session.leader();
        return server.local() && leader != null && leader.pid() == ownSession;
    }

    /** Alike as a person reads them: whoever wonders whose session it is sees no difference of case. */
    private static boolean sameLogonName(Session one, Session other) {
        var name = one.logonName();
        var otherName = other.logonName();
        return name != null
                && otherName != null
                && name.toLowerCase(Locale.ROOT).equals(otherName.toLowerCase(Locale.ROOT));
    }
}

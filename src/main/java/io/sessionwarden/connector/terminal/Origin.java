package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what a process that has gone its own way, and has init for a parent, is still known to have been started in a session:
 * the audit session of the login, and what it inherited in its environment. A session that gives its processes nothing of
 * the kind, as a bare script(1) does, cannot be told of them.
 */
final class Origin {

    /** What the environment of a terminal's processes names: the terminal, the window, or the login. */
    private static final List<String> NAMING = List.of("WINDOWID", "XDG_SESSION_ID");

    private static final String TERMINAL = "SSH_TTY";

    /** proc_pid_sessionid: no audit session. */
    private static final String NO_AUDIT_SESSION = "4294967295";

    private final Incarnation session;
    private final Processes facts;
    private final Optional<Long> uid;
    private final Optional<String> audit;
    private final Map<String, String> signs = new HashMap<>();

    private Origin(Incarnation session, ProcessStat member, Processes facts) {
        this.session = session;
        this.facts = facts;
        this.uid = facts.uid(member.pid());
        this.audit = facts.text(member.pid(), "sessionid").filter(id -> !id.equals(NO_AUDIT_SESSION));
    }

    /** @param member the leader, or another member where it has gone */
    static Origin of(Incarnation session, ProcessStat member, Snapshot seen) {
        var origin = new Origin(session, member, seen.facts());
        if (!session.mark().isEmpty()) {
            origin.signs.put(TerminalListing.MARK_VARIABLE, session.mark());
        }
        origin.signs.put(TERMINAL, "/dev/" + session.terminal());
        if (member.pid() == session.pid()) {
            NAMING.forEach(name -> origin.ownValue(name, member));
        }
        return origin;
    }

    /** One that the parent has too names something larger: the desktop that the terminal was opened on. */
    private void ownValue(String name, ProcessStat leader) {
        facts.variable(leader.pid(), name)
                .filter(value -> !value.isEmpty())
                .filter(value -> facts.variable(leader.parent(), name)
                        .filter(value::equals)
                        .isEmpty())
                .ifPresent(value -> signs.put(name, value));
    }

    /** Whether a process outside the session shows a sign of it. */
    boolean isOf(ProcessStat process) {
        if (process.startTicks() < session.startTicks()) {
            return false;
        }
        return (audit.isPresent() && facts.text(process.pid(), "sessionid").equals(audit)) || inherited(process);
    }

    /** A process with a terminal of its own belongs to another session, which is listed as such. */
    private boolean inherited(ProcessStat process) {
        return process.terminal() == 0
                && facts.uid(process.pid()).equals(uid)
                && signs.entrySet().stream()
                        .anyMatch(sign -> facts.variable(process.pid(), sign.getKey())
                                .filter(sign.getValue()::equals)
                                .isPresent());
    }
}

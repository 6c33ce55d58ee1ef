package io.sessionwarden.app;

import io.sessionwarden.control.Doctor.Check;
import io.sessionwarden.control.Doctor.Verdict;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import java.time.Duration;

/** Whether polkit lets an account that is not root reset the sessions of systemd-logind. It is only asked: pkcheck(1). */
record PolkitRights(String server, Duration timeout, CommandRunner runner) {

    /** Says of each action how pkcheck ended: 0 where it is allowed, 127 where there is no pkcheck. */
    private static final String ASK = """
            for action; do
                pkcheck --action-id "$action" --process $$ > /dev/null 2>&1
                echo "$? $action"
            done
            """;

    /** To terminate and kill sessions. */
    private static final String SESSIONS = "org.freedesktop.login1.manage";

    /** To let go on what is frozen. */
    private static final String UNITS = "org.freedesktop.systemd1.manage-units";

    Check check() throws HostException {
        var told = runner.run(Command.of(timeout, "sh", "-c", ASK, "warden", SESSIONS, UNITS))
                .lines();
        if (told.contains("127 " + SESSIONS)) {
            return missing("may not reset the sessions of others: there is no polkit (pkcheck) that could allow it");
        }
        if (!told.contains("0 " + SESSIONS)) {
            return missing("may not reset the sessions of others: polkit does not allow it " + SESSIONS);
        }
        return told.contains("0 " + UNITS)
                ? new Check(server, "acts, logind", Verdict.OK, "polkit allows it to reset every session")
                : missing("may reset every session, but not continue a frozen one: polkit does not allow it " + UNITS);
    }

    private Check missing(String what) {
        return new Check(
                server, "acts, logind", Verdict.MISSING, what + "; run it as root, or see docs/connectors.md, logind");
    }
}

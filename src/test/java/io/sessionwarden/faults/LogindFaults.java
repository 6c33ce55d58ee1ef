package io.sessionwarden.faults;

import io.sessionwarden.real.SystemdContainer;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.List;
import java.util.Map;

/** Sessions of a real systemd-logind in a container, whose console getty logs on again whoever was logged off. */
record LogindFaults(ShippedThresholds thresholds, List<FaultRow> rows) {

    private static final String GOES_ON = "nohup sleep 1000 > /dev/null 2>&1 &";
    private static final String DEAF = "sh -c \"trap '' TERM HUP; sleep 1000; sleep 1000\" &";

    void inject() throws Exception {
        try (var container = SystemdContainer.start()) {
            in(
                    container,
                    "true;",
                    (session, host) -> host.heals(
                            "all of it frozen (systemctl freeze)",
                            Symptom.STOPPED,
                            "continue",
                            () -> container.said("systemctl", "freeze", session.vital("scope"))));
            in(
                    container,
                    GOES_ON,
                    (session, host) -> host.heals(
                            "leader killed, something of it goes on",
                            Symptom.ORPHANED,
                            "reset",
                            () -> container.said("sh", "-c", "kill -KILL " + leader(session))));
            in(
                    container,
                    GOES_ON,
                    (session, host) -> host.heals(
                            "its user has logged off, something goes on",
                            Symptom.ORPHANED,
                            "reset",
                            () -> container.type("exit")));
            in(
                    container,
                    DEAF,
                    (session, host) -> host.heals(
                            "terminated, and something is deaf to TERM (closing for too long)",
                            Symptom.STUCK_STATE,
                            "reset",
                            () -> container.said("loginctl", "terminate-session", session.id())));
            var logind = container
                    .said("systemctl", "show", "-p", "MainPID", "--value", "systemd-logind")
                    .strip();
            try {
                in(
                        container,
                        "true;",
                        (session, host) -> host.tells(
                                "logind stopped (SIGSTOP)",
                                "what is sent to it would be carried out later",
                                () -> container.said("sh", "-c", "kill -STOP " + logind)));
            } finally {
                container.said("sh", "-c", "kill -CONT " + logind);
            }
        }
    }

    private static String leader(Session session) {
        return session.identity().parts().getOrDefault("leader", "");
    }

    /** What is done to the session at the console. */
    @FunctionalInterface
    private interface Harm {
        FaultRow to(Session session, WatchedHost host) throws Exception;
    }

    private void in(SystemdContainer container, String command, Harm harm) throws Exception {
        try (var host = new WatchedHost("logind", container.runner(), Map.of(), Selector.ALL, List.of(), thresholds)) {
            var session = host.awaitSession(one -> one.name().equals("pts/0") && one.state() == SessionState.ACTIVE);
            run(container, host, command, "/tmp/ran-" + session.id() + "-" + rows.size());
            rows.add(harm.to(session, host));
        }
    }

    /** Types a command at the console and waits until it has run; what comes before the shell's terminal may be lost. */
    private static void run(SystemdContainer container, WatchedHost host, String command, String mark)
            throws Exception {
        host.await("the console takes commands", () -> {
            container.type("touch " + mark + ".ready");
            return container.said("ls", mark + ".ready").equals(mark + ".ready\n");
        });
        container.type(command + " touch " + mark);
        host.await("it has run", () -> container.said("ls", mark).equals(mark + "\n"));
    }
}

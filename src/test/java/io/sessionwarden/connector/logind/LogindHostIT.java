package io.sessionwarden.connector.logind;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.Target;
import io.sessionwarden.connector.terminal.TerminalConnector;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.real.NeedsSystemd;
import io.sessionwarden.real.SystemdContainer;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector does with a real systemd-logind. */
@NeedsSystemd
class LogindHostIT {

    private static final TreeMap<String, String> NOTHING_READY = new TreeMap<>();
    private static SystemdContainer container;
    private final SessionHost host = open(Duration.ofSeconds(8));

    @BeforeAll
    static void start() throws Exception {
        container = SystemdContainer.start();
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    private static SessionHost open(Duration timeout) {
        return new LogindConnector()
                .open(new Target("here", container.runner(), timeout, Map.of(), InstantSource.system()));
    }

    /** Whoever sits at the console now. */
    private Session console() throws Exception {
        Await.until(
                "somebody is logged on at the console",
                () -> host.list().sessions().stream()
                        .anyMatch(session -> session.name().equals("pts/0") && session.state() == SessionState.ACTIVE));
        return host.list().sessions().stream()
                .filter(session -> session.name().equals("pts/0"))
                .findFirst()
                .orElseThrow();
    }

    private Session again(Session session) throws HostException {
        return host.list().sessions().stream()
                .filter(one -> one.identity().equals(session.identity()))
                .findFirst()
                .orElseThrow();
    }

    private boolean stands(Session session) throws HostException {
        return host.list().sessions().stream().anyMatch(one -> one.identity().equals(session.identity()));
    }

    private static Finding examine(String probe, Session now, @Nullable Session before) {
        return new LogindConnector()
                .probes().stream()
                        .filter(one -> one.name().equals(probe))
                        .findFirst()
                        .orElseThrow()
                        .examine(now, before);
    }

    private static void assertHealthy(Session now, Session before) {
        assertThat(new LogindConnector().probes())
                .allSatisfy(probe -> assertThat(probe.examine(now, before)).isInstanceOf(Finding.Healthy.class));
    }

    private static void assertSick(Finding finding, Symptom symptom) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Sick.class, sick -> assertThat(sick.symptom()).isEqualTo(symptom));
    }

    /** Types a command at the console and waits until it has run. */
    private static void run(Session at, String command) throws Exception {
        var mark = "/tmp/ran-" + at.id() + "-" + command.hashCode();
        // What is typed before the shell has its terminal may be flushed by it.
        Await.until("the console takes commands", () -> {
            container.type("touch " + mark + ".ready");
            return container.said("ls", mark + ".ready").equals(mark + ".ready\n");
        });
        container.type(command + " touch " + mark);
        Await.until("it has run", () -> container.said("ls", mark).equals(mark + "\n"));
    }

    @Test
    void listsWhoIsLoggedOn() throws Exception {
        var session = console();

        assertThat(session.id())
                .isEqualTo(container
                        .said("loginctl", "--no-legend", "list-sessions")
                        .strip()
                        .split("\\s+", 2)[0]);
        assertThat(session.logonName()).isEqualTo("root");
        assertThat(session.account()).isEqualTo(new Account("here", "0"));
        assertThat(session.kind()).isEqualTo(SessionKind.USER);
        assertThat(session.vital("tty")).isEqualTo("pts/0");
        assertThat(session.vital("service")).isEqualTo("login");
        assertThat(session.leader())
                .isNotNull()
                .extracting(Leader::pid)
                .isEqualTo(Integer.parseInt(container
                        .said("loginctl", "show-session", session.id(), "-p", "Leader", "--value")
                        .strip()));
        assertThat(session.started())
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(2));
        assertThat(session.idle()).isLessThan(Duration.ofMinutes(10));
        assertThat(session.identity().parts().keySet()).containsExactly("boot", "id", "leader", "since");
        assertThat(host.values(session)).containsEntry("tty", "pts/0").containsEntry("user", "root");
        assertHealthy(session, session);
        assertThat(again(session)).extracting(Session::leader).isEqualTo(session.leader());
    }

    @Test
    void isListedOnceWhereTheKernelsTerminalsAreListedToo() throws Exception {
        var session = console();
        var terminals = new TerminalConnector()
                .open(new Target("here", container.runner(), Duration.ofSeconds(8), Map.of(), InstantSource.system()));
        assertThat(terminals.list().sessions()).extracting(Session::name).containsExactly("pts/0");
        try (var roster = new Roster("here", List.of(host, terminals), Selector.ALL, List.of())) {
            assertThat(roster.call().sessions()).extracting(Session::identity).contains(session.identity());
            assertThat(roster.call().sessions()).extracting(Session::connector).containsOnly(LogindConnector.NAME);
        }
    }

    @Test
    void logsOffAndItsGettyOpensTheSameTerminalAgain() throws Exception {
        var session = console();
        assertThat(host.reopens(session, Rung.LOG_OFF)).isTrue();

        var act = host.perform(Rung.LOG_OFF, session, NOTHING_READY);

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps())
                .containsExactly(
                        "terminated session " + session.id() + " (loginctl terminate-session)",
                        "logind has no such session any more");
        var next = console();
        assertThat(next.identity()).isNotEqualTo(session.identity());
        assertThat(host.values(next)).isEqualTo(host.values(session));
        assertHealthy(next, next);
    }

    @Test
    void aLogOffLeavesAloneWhatDoesNotListenAndForceEndsIt() throws Exception {
        var session = console();
        run(session, "sh -c \"trap '' TERM HUP; sleep 1000; sleep 1000\" &");

        var act = host.perform(Rung.LOG_OFF, session, NOTHING_READY);

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps().get(1)).matches("[0-9]+ processes have not ended within 2000 ms");
        var closing = again(session);
        assertThat(closing.state()).isEqualTo(SessionState.RESET);
        assertThat(closing.name()).isEqualTo("session-" + session.id());
        assertSick(examine("stuck-state", closing, closing), Symptom.STUCK_STATE);
        assertThat(examine("left-behind", closing, closing)).isInstanceOf(Finding.Healthy.class);
        assertThat(console().identity()).isNotEqualTo(session.identity());

        assertThat(host.perform(Rung.FORCE, closing, NOTHING_READY).steps())
                .containsExactly(
                        "killed all that ran in session-" + session.id() + ".scope (KILL)",
                        "logind has no such session any more");
        assertThat(stands(session)).isFalse();
    }

    @Test
    void aResetEndsAlsoWhatDoesNotListen() throws Exception {
        var session = console();
        run(session, "sh -c \"trap '' TERM HUP; sleep 1000; sleep 1000\" &");

        var act = host.reset(session, NOTHING_READY);

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).hasSize(3).last().isEqualTo("logind has no such session any more");
        assertThat(console().identity()).isNotEqualTo(session.identity());
    }

    @Test
    void forceEndsTheWholeSessionAtOnce() throws Exception {
        var session = console();

        assertThat(host.perform(Rung.FORCE, session, NOTHING_READY).result()).isEqualTo(Act.Result.DONE);

        assertThat(console().identity()).isNotEqualTo(session.identity());
    }

    @Test
    void findsWhatGoesOnThoughItsUserHasGone() throws Exception {
        var session = console();
        run(session, "nohup sleep 1000 > /dev/null 2>&1 &");
        container.type("exit");
        Await.until(
                "the session closes", () -> again(session).vital("logindState").equals("closing"));
        var left = again(session);

        assertThat(left.state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(examine("left-behind", left, null)).isInstanceOf(Finding.Unknown.class);
        assertSick(examine("left-behind", left, left), Symptom.ORPHANED);
        assertThat(host.evidence(left).facts().values()).anyMatch(fact -> fact.startsWith("sleep (pid "));
        assertThat(host.reopens(left, Rung.RESET)).isFalse();
        assertThat(host.warn(left, "x").told()).isFalse();

        assertThat(host.reset(left, NOTHING_READY).result()).isEqualTo(Act.Result.DONE);
        assertThat(stands(session)).isFalse();
    }

    @Test
    void aKilledLeaderIsLoggedOnAnew() throws Exception {
        var session = console();
        run(session, "nohup sleep 1000 > /dev/null 2>&1 &");
        container.said("sh", "-c", "kill -KILL " + session.identity().parts().get("leader"));
        Await.until("its leader is missed", () -> again(session).vital("leader").equals("gone"));

        assertThat(console().identity()).isNotEqualTo(session.identity());
        assertSick(examine("left-behind", again(session), again(session)), Symptom.ORPHANED);
        assertThat(host.perform(Rung.FORCE, again(session), NOTHING_READY).result())
                .isEqualTo(Act.Result.DONE);
    }

    @Test
    void findsAFrozenScopeAndThawsIt() throws Exception {
        var session = console();
        run(session, "true;");
        Await.until("it is frozen", () -> {
            container.said("systemctl", "freeze", session.vital("scope"));
            return again(session).vital("freezer").equals("frozen");
        });
        var frozen = again(session);
        assertThat(examine("frozen-scope", frozen, session)).isInstanceOf(Finding.Unknown.class);
        assertSick(examine("frozen-scope", frozen, frozen), Symptom.STOPPED);
        assertThat(host.rungs(session)).doesNotContain(Rung.CONTINUE);

        assertThat(host.perform(Rung.CONTINUE, frozen, NOTHING_READY).steps())
                .containsExactly("thawed " + session.vital("scope"));

        assertHealthy(again(session), frozen);
    }

    @Test
    void warnsOnItsTerminal() throws Exception {
        var session = console();

        assertThat(host.warn(session, "your session is reset in 30 s")).isEqualTo(Notice.told("written on pts/0"));

        Await.until("it is shown", () -> container.screen().contains("your session is reset in 30 s"));
    }

    @Test
    void refusesAnotherIncarnation() throws Exception {
        var session = console();
        for (var part : List.of("boot", "since", "leader")) {
            var parts = new HashMap<>(session.identity().parts());
            parts.put(part, "1");
            assertThat(host.reset(with(session, parts), NOTHING_READY).result())
                    .as(part)
                    .isEqualTo(Act.Result.OTHER_INCARNATION);
        }
        var parts = new HashMap<>(session.identity().parts());
        parts.put("id", "999999");
        assertThat(host.reset(with(session, parts), NOTHING_READY).steps())
                .containsExactly("logind has no session " + session.id() + " any more");
        assertThat(host.reset(session.in(SessionState.DOWN), NOTHING_READY).steps())
                .containsExactly("logind has session " + session.id() + ": it is not down");
        assertThat(stands(session)).isTrue();
    }

    private static Session with(Session session, Map<String, String> parts) {
        return new Session(
                SessionIdentity.of("here", LogindConnector.NAME, parts),
                session.id(),
                session.name(),
                session.kind(),
                session.state(),
                session.standing(),
                session.logonName(),
                session.account(),
                session.leader(),
                session.started(),
                session.idle(),
                session.disconnected(),
                session.vitals());
    }

    @Test
    void missesAStandingSessionThatIsGoneAndFindsNothingOfItLeft() throws Exception {
        var session = console();
        var name = new SessionName("here", LogindConnector.NAME, "tty", "pts/77", "till", true);
        try (var roster = new Roster("here", List.of(host), Selector.ALL, List.of(name))) {
            roster.recall(Map.of(name, with(session, Map.of("boot", boot(), "id", "7", "since", "1", "leader", "1"))));
            var missing = roster.call().sessions().stream()
                    .filter(one -> one.state() == SessionState.DOWN)
                    .findFirst()
                    .orElseThrow();

            assertSick(examine("dead-leader", missing.named("till", true), null), Symptom.DEAD_LEADER);
            assertThat(host.reset(missing, NOTHING_READY).result()).isEqualTo(Act.Result.DONE);
        }
    }

    private static String boot() throws HostException {
        return container.said("cat", "/proc/sys/kernel/random/boot_id").strip();
    }
}

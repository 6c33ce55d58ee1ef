package io.sessionwarden.control;

import static io.sessionwarden.control.WardenOnFakes.alice;
import static io.sessionwarden.control.WardenOnFakes.person;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every exit code of {@code reset session}, and what it says with each. */
class ResetSessionTest {

    private final WardenOnFakes warden = new WardenOnFakes();
    private final Session session = session("pts/3", 300);

    private void reopensAs(Session successor) {
        warden.host.onReset(reset -> successor, true);
    }

    @Test
    void resetsByIdAndByNameWithNothingToSay() {
        for (var typed : new String[] {"300", "pts/3", "name:pts/3"}) {
            warden.host.put(session);

            assertThat(warden.reset(alice(), typed)).as(typed).isEqualTo(Answer.done(""));
        }
        assertThat(warden.host.resets()).containsExactly(session, session, session);
    }

    @Test
    void verboseTellsTheWholeAccount() {
        warden.host.put(with(session, "command", "sh"));
        reopensAs(with(session("pts/3", 301), "command", "sh"));

        var answer = warden.ask(alice(), "reset session", "what", "300", "verbose", "true");

        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out().lines())
                .contains(
                        "session:   300 (pts/3) of local, fake",
                        "decision:  permit, policy r1",
                        "rule:      the rule: because",
                        "incident:  i-1",
                        "cycle:     c-1, HEALED");
        assertThat(answer.out()).contains("closed").contains("reopened");
    }

    @Test
    void refusesWithTheRuleAndTheReason() {
        warden.host.put(session);
        warden.policy.say(Effect.DENY);

        var answer = warden.reset(person("bob", 1002, 0), "300");

        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).isEqualTo("""
                        session 300 (pts/3) may not be reset: because [the rule]
                        the whole story: warden explain i-1
                        """);
        assertThat(warden.host.resets()).isEmpty();
    }

    @Test
    void waitsForATimeOrForAnApproval() {
        warden.host.put(session);

        warden.policy.say(Effect.DEFER);
        assertThat(warden.reset(alice(), "300").exit()).isEqualTo(ExitCode.WAITING);
        warden.policy.say(Effect.ASK);
        var answer = warden.reset(alice(), "300");

        assertThat(answer.exit()).isEqualTo(ExitCode.WAITING);
        assertThat(answer.err()).contains("waits for somebody's approval: because [the rule]");
        assertThat(warden.host.resets()).isEmpty();
    }

    @Test
    void saysThatAResetHadNoProof() {
        warden.host.put(session);
        warden.host.onReset(reset -> reset, false);

        var answer = warden.reset(alice(), "300");

        assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.err()).startsWith("session 300 (pts/3) was reset without proof of success: ");
    }

    @Test
    void refusesWhereTheSessionIsAnotherByNow() {
        warden.host.put(session);
        warden.cyclesRun = false;
        warden.policy.say(Effect.PERMIT);
        var asking = new Thread(() -> warden.reset(alice(), "300"));
        asking.setDaemon(true);
        asking.start();
        Await.until("the cycle is queued", () -> !warden.ledger.openCycles().isEmpty());
        warden.host.remove(session);
        warden.host.put(session("pts/3", 301));

        warden.flow.reset().run("c-1");

        assertThat(warden.ledger.findCycle("c-1").orElseThrow().state().name()).isEqualTo("WITHDRAWN");
        assertThat(warden.host.resets()).isEmpty();
    }

    @Test
    void picksNoneOfSeveral() {
        warden.host.put(session("main", 300)).put(session("main", 301));

        var answer = warden.reset(alice(), "main");

        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err().lines())
                .startsWith("several sessions are called 'main', and none was reset", "say which one by its id:")
                .anyMatch(line -> line.contains("300"))
                .anyMatch(line -> line.contains("301"));
        assertThat(warden.host.resets()).isEmpty();
        assertThat(warden.policy.asked()).isEmpty();
    }

    @Test
    void namesWhatToTypeWhereThereIsNoSuchSession() {
        warden.host.put(session("7", 300));

        assertThat(warden.reset(alice(), "gone"))
                .isEqualTo(Answer.error(
                        ExitCode.NO_SUCH,
                        "there is no session 'gone' on server local",
                        "see them with: warden query session --server local"));
        assertThat(warden.reset(alice(), "7").err()).contains("type name:7");
    }

    @Test
    void namesTheServersWhereThereIsNoSuchServer() {
        var answer = warden.ask(alice(), "reset session", "what", "300", "server", "t\u001bll");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(answer.err()).isEqualTo("there is no server 't?ll'\nthe servers are: local, Till\n");
    }

    @Test
    void findsAServerInAnyCase() {
        var there = new Session(
                SessionIdentity.of(WardenOnFakes.OTHER_SERVER, Sessions.CONNECTOR, Map.of("sid", "5")),
                "5",
                "pts/5",
                session.kind(),
                session.state(),
                false,
                "alice",
                session.account(),
                session.leader(),
                session.started(),
                session.idle(),
                null,
                session.vitals());
        warden.otherHost.put(there);

        assertThat(warden.ask(alice(), "reset session", "what", "5", "server", "tILL"))
                .isEqualTo(Answer.done(""));
        assertThat(warden.otherHost.resets()).containsExactly(there);
        assertThat(warden.reset(alice(), "5").exit()).as("on the local server").isEqualTo(ExitCode.NO_SUCH);
    }

    @Test
    void anEmptyServerIsWrongUsageAndNeverTheLocalOne() {
        warden.host.put(session);

        var answer = warden.ask(alice(), "reset session", "what", "300", "server", "");

        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).startsWith("'server' is empty\n");
        assertThat(warden.host.resets()).isEmpty();
    }

    @Test
    void whereThisMachineIsNotWatchedTheServerHasToBeNamed() {
        warden.host.put(session);
        var elsewhere = new Peer("alice", session.account(), false, "this machine", 0);

        for (var command : new String[] {"reset session", "query session"}) {
            var answer = warden.ask(elsewhere, command, "what", "300");

            assertThat(answer)
                    .as(command)
                    .isEqualTo(Answer.error(
                            ExitCode.NO_SUCH,
                            "this machine is not among the servers",
                            "say which one with /server:NAME; the servers are: local, Till"));
        }
        assertThat(warden.host.resets()).isEmpty();
    }

    @Test
    void aSessionThatIsNotThereMayBeBehindWhatDoesNotAnswer() {
        warden.host.put(session);
        warden.host.fault(new ServerFault(
                Sessions.SERVER,
                Sessions.CONNECTOR,
                "tmux server",
                true,
                Evidence.of("the tmux server is \u001bstopped")));

        assertThat(warden.reset(alice(), "board"))
                .isEqualTo(Answer.error(
                        ExitCode.UNREACHABLE,
                        "there is no session 'board' among those that server local could list: "
                                + "the tmux server is ?stopped",
                        "what is missing there: warden doctor --server local"));
    }

    @Test
    void refusedRequestsAreLimitedForEachCaller() {
        var bob = person("bob", 1002, 0);
        warden.host.put(session);
        warden.policy.say(Effect.DENY);
        for (int i = 0; i < RefusalLimit.MOST; i++) {
            assertThat(warden.reset(bob, "300").err()).contains("because [the rule]");
        }
        long records = warden.trail.records().size();

        for (int i = 0; i < 50; i++) {
            var answer = warden.reset(bob, "300");
            assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.err()).startsWith("you were refused " + RefusalLimit.MOST + " resets within a minute");
        }

        assertThat(warden.policy.asked()).hasSize(RefusalLimit.MOST);
        assertThat(warden.trail.records())
                .as("only that there was no answer any more")
                .hasSize((int) records + 1);
        assertThat(warden.reset(person("carol", 1003, 0), "300").err()).contains("because [the rule]");
        warden.clock.advance(Duration.ofMinutes(2));
        assertThat(warden.reset(bob, "300").err()).contains("because [the rule]");
    }

    @Test
    void resetsThatAreCarriedOutCountForNoLimit() {
        for (int i = 0; i < 2 * RefusalLimit.MOST; i++) {
            warden.host.put(session);

            assertThat(warden.reset(alice(), "300").exit()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void saysThatAServerCannotBeReached() {
        warden.host.failWith(new HostException(Fault.NOT_ANSWERING, "no \u001b[2J answer\nat all"));

        var answer = warden.reset(alice(), "300");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(answer.err().lines())
                .hasSize(2)
                .last()
                .isEqualTo("what is missing there: warden doctor --server local");
        assertThat(answer.err()).doesNotContain("\u001b");
    }

    @Test
    void needsToBeToldWhich() {
        assertThat(warden.ask(alice(), "reset session").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void putsTheCallersOwnSessionToThePolicy() {
        warden.host.put(session).put(session("pts/4", 400));

        warden.reset(person("alice", 1001, 400), "300");

        var caller = warden.policy.asked().get(0).caller();
        assertThat(caller.sits()).isEqualTo(session("pts/4", 400).identity());
        assertThat(caller.account()).isEqualTo(session.account());
        assertThat(caller.administrator()).isFalse();
    }

    @Test
    void cleansHostileNamesInEverythingThatItPrints() {
        warden.host.put(session("a|b\u001b[2J\r\n\u009b31m", 300));
        warden.policy.say(Effect.DENY);

        var answer = warden.ask(alice(), "reset session", "what", "300", "verbose", "true");

        assertThat(answer.err()).startsWith("session 300 (a|b?[2J???31m) may not be reset");
        assertThat((answer.out() + answer.err()).replace("\n", "").chars().noneMatch(Character::isISOControl))
                .isTrue();
    }
}

package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The owner of a session is told afterwards that it was reset. All the sessions are alice's. */
class HeraldTest {

    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");
    private static final Session AFTER = session("pts/1", 102);
    private static final Session ELSEWHERE = session("pts/5", 500);

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private void isReset(@Nullable Session leaves) {
        on.host.onReset(old -> leaves, leaves != null);
        on.host.put(SICK);
        goOn(Duration.ZERO);
        on.runQueued();
        assertThat(on.host.resets()).hasSize(1);
    }

    private void goOn(Duration time) {
        on.clock.advance(time);
        on.sweep();
    }

    private List<String> told() {
        return on
                .recorded(event -> event.type() == EventType.OWNER_TOLD
                        ? event.outcome() + " in " + event.detail("sessionName") + " of " + event.incident()
                        : "")
                .stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void whereItWasReopenedOnce() {
        on.host.put(ELSEWHERE);
        isReset(AFTER);
        goOn(Duration.ofSeconds(10));
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.warnings())
                .containsExactly("Session Warden: the session pts/1 of this account was reset at 2026-03-01T08:00:00Z:"
                        + " STOPPED. The whole story: warden explain i-1");
        assertThat(told()).containsExactly("told in pts/1 of i-1");
    }

    @Test
    void inTheNextSessionOfTheirsThatIsSeen() {
        isReset(null);
        goOn(Duration.ofHours(5));
        assertThat(told()).isEmpty();
        on.host.put(ELSEWHERE);
        goOn(Duration.ofSeconds(10));
        assertThat(told()).containsExactly("told in pts/5 of i-1");
    }

    @Test
    void notInSomebodyElsesNorWhereNobodySits() {
        isReset(null);
        on.host.put(ELSEWHERE.ownedBy("bob", new Account(ELSEWHERE.server(), "1002")));
        on.host.put(session("pts/6", 600).in(SessionState.DISCONNECTED));
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.warnings()).isEmpty();
    }

    @Test
    void isTriedAgainWhereATerminalTakesNoOutput() {
        on.host.deafBecause("it takes no output");
        isReset(AFTER);
        goOn(Duration.ofSeconds(10));
        assertThat(told()).isEmpty();
        on.host.deafBecause("");
        goOn(Duration.ofSeconds(30));
        assertThat(told()).as("not so soon").isEmpty();
        goOn(Duration.ofSeconds(30));
        assertThat(told()).containsExactly("told in pts/1 of i-1");
    }

    @Test
    void isGivenUpAfterADayAndThatIsRecorded() {
        isReset(null);
        goOn(Herald.WAITS);
        on.host.put(ELSEWHERE);
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.warnings()).isEmpty();
        assertThat(told()).containsExactly("not told in pts/1 of i-1");
    }

    @Test
    void aRestartForgetsNothing() {
        isReset(null);
        on.host.put(ELSEWHERE);
        assertThat(on.ledger.untold()).hasSize(1);
        new Herald(on.wiring).tell(on.wiring.servers().all().get(0), List.of(ELSEWHERE));
        assertThat(told()).hasSize(1);
    }

    @Test
    void whoResetTheirOwnKnowsItWhoeverHadItResetByAnotherIsToldByWhom() {
        on.host.onReset(old -> AFTER, true);
        on.host.put(session("pts/1", 101));
        on.resetNow(FlowOnFakes.caller("alice", 1001), session("pts/1", 101));
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.warnings()).isEmpty();

        on.host.onReset(old -> session("pts/1", 103), true);
        on.resetNow(new Caller("root", new Account("local", "0"), null, true), AFTER);
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.warnings()).singleElement().asString().contains("was reset at", " by root. The whole story");
    }
}

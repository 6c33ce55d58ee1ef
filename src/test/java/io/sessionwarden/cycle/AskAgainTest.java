package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the policy is asked again about what is still sick. */
class AskAgainTest {

    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    @Test
    void whatIsDeferredForLongIsAskedAboutEveryFiveSecondsAllTheSame() {
        on.policy.say(Effect.DEFER);
        on.host.put(SICK);
        on.sweep();
        on.goOnWithoutRunning(Duration.ofSeconds(4));
        assertThat(on.policy.asked()).hasSize(1);
        on.goOnWithoutRunning(Duration.ofMillis(500));
        assertThat(on.policy.asked()).hasSize(2);
    }

    @Test
    void anotherSymptomOrAnotherPolicyIsAskedAboutAtOnce() {
        on.policy.say(Effect.DENY);
        on.host.put(SICK);
        on.sweep();
        on.sweep();
        assertThat(on.policy.asked()).hasSize(1);
        on.policy.revision("r2");
        on.sweep();
        assertThat(on.policy.asked()).hasSize(2);
        on.host.put(with(SICK, "ill", "OUTPUT_BLOCKED"));
        on.sweep();
        assertThat(on.policy.asked()).hasSize(3);
    }

    @Test
    void theSameAnswerIsRecordedOnce() {
        on.policy.say(Effect.DENY);
        on.host.put(SICK);
        on.sweep();
        on.goOnWithoutRunning(Duration.ofSeconds(5));
        on.goOnWithoutRunning(Duration.ofSeconds(5));
        assertThat(on.policy.asked()).hasSize(3);
        assertThat(on.recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION deny");
    }
}

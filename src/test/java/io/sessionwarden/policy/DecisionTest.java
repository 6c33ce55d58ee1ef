package io.sessionwarden.policy;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of what the rules said. */
class DecisionTest {

    private static final Ladder GENTLE = Ladder.parse("continue 5s > reset 15s > human");

    private static RuleOutcome said(Effect effect, Mode mode, String rule, long seconds) {
        return new RuleOutcome(effect, new Reason(rule, "because"), Duration.ofSeconds(seconds), mode);
    }

    private static RuleOutcome said(Effect effect) {
        return said(effect, Mode.ENFORCE, effect.word(), 10);
    }

    /** A healthy session of which everything is so that nothing stands in the way of a reset, except for this. */
    private static ResetRequest fact(Map<String, Object> values) {
        return RequestField.request(field -> Optional.ofNullable(values.get(field.name()))
                .orElseGet(() -> field.number()
                        ? 0L
                        : field.text() ? "" : field.choices().get(0)));
    }

    private static Decision decided(Question question, Map<String, Object> fact, RuleOutcome... said) {
        return Decision.of(question, fact(fact), Arrays.asList(said), "r1", GENTLE);
    }

    private static Decision decided(RuleOutcome... said) {
        return decided(about().ask(), Map.of("automatic", true), said);
    }

    private static List<String> rules(Decision decision) {
        return decision.reasons().stream().map(Reason::rule).toList();
    }

    @ParameterizedTest
    @CsvSource({"DENY,ASK", "ASK,WARN", "WARN,DEFER", "DEFER,PERMIT"})
    void oneWordBeatsTheNextInWhateverOrderTheyAreSaid(Effect stronger, Effect weaker) {
        var decision = decided(said(weaker), said(stronger));
        assertThat(decision.word()).isEqualTo(stronger.word());
        assertThat(rules(decision)).containsExactly(stronger.word());
        assertThat(decided(said(stronger), said(weaker)).word()).isEqualTo(stronger.word());
    }

    @Test
    void whereNothingIsSaidOrOnlyObservedItIsDenied() {
        assertThat(decided().word()).isEqualTo("deny");
        var observed = said(Effect.PERMIT, Mode.OBSERVE, "watched", 0);
        var decision = decided(observed);
        assertThat(decision.word()).isEqualTo("deny");
        assertThat(rules(decision)).containsExactly(Decision.DEFAULT_DENY);
        assertThat(decision.observed()).containsExactly(observed);
        assertThat(decided(observed, said(Effect.PERMIT)).observed()).containsExactly(observed);
    }

    @Test
    void aPermitOfARuleThatAsksIsAnAsk() {
        var decision = decided(said(Effect.PERMIT), said(Effect.PERMIT, Mode.ASK, "asking", 0));
        assertThat(decision).isInstanceOfSatisfying(Decision.Ask.class, ask -> {
            assertThat(ask.onApproval().identity())
                    .isEqualTo(about().ask().session().identity());
            assertThat(ask.revision()).isEqualTo("r1");
        });
        assertThat(rules(decision)).containsExactly("asking");
        assertThat(decision.ladder()).contains(GENTLE);
        assertThat(decided(said(Effect.DENY)).ladder()).isEmpty();
    }

    @Test
    void theLongestDelayCountsAndEveryRuleIsNamed() {
        var decision = decided(
                said(Effect.DEFER, Mode.ENFORCE, "b", 60),
                said(Effect.DEFER, Mode.ENFORCE, "a", 90),
                said(Effect.DEFER, Mode.ENFORCE, "c", 30));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Defer.class,
                        defer -> assertThat(defer.until()).isEqualTo(Questions.NOW.plusSeconds(90)));
        assertThat(rules(decision)).containsExactly("a", "b", "c");
        assertThat(decided(said(Effect.WARN, Mode.ENFORCE, "a", 90), said(Effect.WARN, Mode.ENFORCE, "b", 60)))
                .isInstanceOfSatisfying(
                        Decision.Warn.class, warn -> assertThat(warn.grace()).isEqualTo(Duration.ofSeconds(90)));
    }

    @Test
    void whatIsNeverResetNoRuleOpens() {
        for (var kind : SessionKind.values()) {
            var never = decided(about().ask(), Map.of("kind", kind), said(Effect.PERMIT));
            assertThat(never.word()).isEqualTo(kind == SessionKind.USER ? "permit" : "deny");
        }
        for (var state : SessionState.values()) {
            var never = decided(about().ask(), Map.of("state", state), said(Effect.PERMIT));
            assertThat(never.word())
                    .isEqualTo(state == SessionState.UNKNOWN || state == SessionState.LISTEN ? "deny" : "permit");
        }
        var own = decided(about().ask(), Map.of("wardensOwn", true), said(Effect.PERMIT), said(Effect.DEFER));
        assertThat(own.reasons()).containsExactly(new Reason(Decision.NEVER, "the warden itself runs in it"));
    }

    @Test
    void theWatchdogsPermitHasTheModeOfTheThresholdAndTheWholeLadder() {
        var decision =
                decided(about().ask(), Map.of("automatic", true, "thresholdMode", Mode.ASK), said(Effect.PERMIT));
        assertThat(decision).isInstanceOfSatisfying(Decision.Permitted.class, permitted -> {
            assertThat(permitted.mode()).isEqualTo(Mode.ASK);
            assertThat(permitted.permit().ladder()).isEqualTo(GENTLE);
            assertThat(permitted
                            .permit()
                            .validAt(Questions.NOW.plus(Decision.PERMIT_LASTS).minusNanos(1)))
                    .isTrue();
            assertThat(permitted.permit().validAt(Questions.NOW.plus(Decision.PERMIT_LASTS)))
                    .isFalse();
        });
    }

    @Test
    void aPersonsPermitIsEnforcedAndBeginsWithTheReset() {
        var decision =
                decided(about().by("ann", 1001).ask(), Map.of("thresholdMode", Mode.OBSERVE), said(Effect.PERMIT));
        assertThat(decision).isInstanceOfSatisfying(Decision.Permitted.class, permitted -> {
            assertThat(permitted.mode()).isEqualTo(Mode.ENFORCE);
            assertThat(permitted.permit().ladder()).hasToString("reset 15s > human");
        });
    }
}

package io.sessionwarden.policy.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small policies with a fault each, and what is told of it. */
class GuaranteeRunTest {

    private static final String RULES = """
            rule "Long sick" when ResetRequest( automatic, sickSeconds >= thresholdSeconds, symptom != "" )
            then permit( "sick" ); end
            rule "Nobody's hours" when ResetRequest( automatic, !resetsAllowedNow, state != Idle )
            then deny( "not now" ); end
            """;

    @TempDir
    Path temp;

    private int folders;

    private OpenPolicy policy(String rules, String guarantees) {
        return PolicyFolders.withRules(temp.resolve(String.valueOf(folders++)), rules)
                .line("never.yaml", "guarantees:\n" + guarantees)
                .open();
    }

    private GuaranteeReport tried(String rules, String guarantees) throws PolicyException {
        return GuaranteeRun.of(policy(rules, guarantees));
    }

    private static String guarantee(String when, String never) {
        return "- guarantee: G\n  when: '" + when + "'\n  never: " + never + "\n";
    }

    private Trial only(GuaranteeReport report) {
        assertThat(report.trials()).hasSize(1);
        return report.trials().get(0);
    }

    @Test
    void aBrokenGuaranteeIsToldByTheFewestFieldsThatBreakIt() throws PolicyException {
        var trial = only(tried(RULES, guarantee("automatic, !resetsAllowedNow", "permit")));
        assertThat(trial.held()).isFalse();
        var found = trial.broken().orElseThrow();
        assertThat(found.says()).isEqualTo("permit");
        assertThat(found.by()).isEqualTo("\"Long sick\" (rules/mine.drl:1)");
        assertThat(found.telling())
                .containsExactly("automatic", "state == Idle", "symptom == CLIENT_GONE", "!resetsAllowedNow");
        assertThat(found.doubt()).isEmpty();
    }

    @Test
    void oneThatHoldsIsCoveredInEveryCombination() throws PolicyException {
        var trial = only(tried(RULES, guarantee("automatic, !resetsAllowedNow, state == Active", "permit")));
        assertThat(trial.held()).isTrue();
        assertThat(trial.complete()).isTrue();
        assertThat(trial.combinations()).isGreaterThan(new BigInteger("10000"));
    }

    @Test
    void whatTheProgramNeverResetsIsUpheldWithoutARule() throws PolicyException {
        var rules = "rule \"All\" when ResetRequest( sickSeconds >= 0 ) then permit( \"x\" ); end";
        var never = "[permit, ask, warn, defer]";
        assertThat(only(tried(rules, guarantee("kind != USER || state in (Listen, Unknown) || wardensOwn", never)))
                        .held())
                .isTrue();
    }

    @Test
    void aSilentPolicyDenies() throws PolicyException {
        var found = only(tried(
                        RULES,
                        guarantee(
                                "automatic, symptom == DOWN, kind == USER, state == Active, !wardensOwn, resetsAllowedNow",
                                "deny")))
                .broken()
                .orElseThrow();
        assertThat(found)
                .hasToString("deny by no rule, for none says anything where automatic, kind == USER, "
                        + "state == Active, !wardensOwn, symptom == DOWN, thresholdSeconds == 1, resetsAllowedNow");
    }

    @Test
    void whatIsOnlyObservedDoesNotCountAndWhatAsksIsAsked() throws PolicyException {
        var observed = RULES.replace("\"Long sick\"", "\"Long sick\" @mode( observe )");
        assertThat(only(tried(observed, guarantee("automatic", "[permit, ask]")))
                        .held())
                .isTrue();
        var asking = RULES.replace("\"Long sick\"", "\"Long sick\" @mode( ask )");
        assertThat(only(tried(asking, guarantee("automatic", "[permit, ask]")))
                        .broken()
                        .orElseThrow()
                        .says())
                .isEqualTo("ask");
    }

    @Test
    void aFactThatARuleFailsForBreaksNothing() throws PolicyException {
        var failing = RULES + """
                rule "Fails" when ResetRequest( 60 / observations > 100, standing ) then defer( 5, "x" ); end
                """;
        var when = "automatic, !resetsAllowedNow, standing";
        assertThat(only(tried(failing, guarantee(when + ", observations == 0", "permit")))
                        .held())
                .isTrue();
        assertThat(only(tried(failing, guarantee(when, "permit"))).broken())
                .hasValueSatisfying(found -> assertThat(found.doubt()).isEmpty());
    }

    @Test
    void aGuaranteeWhoseConditionsNothingMeetsIsTold() throws PolicyException {
        var when = "sickSeconds < thresholdSeconds, thresholdSeconds < sickSeconds";
        assertThat(only(tried(RULES, guarantee(when, "permit"))).idle()).isTrue();
    }

    @Test
    void aRuleThatNeverFiresIsTold() throws PolicyException {
        var report = tried(RULES + """
                rule "Cannot" when ResetRequest( sickSeconds < thresholdSeconds, idleSeconds > 5, thresholdSeconds < sickSeconds )
                then permit( "x" ); end
                rule "Pattern" when ResetRequest( automatic, sessionName matches "(a)\\\\1" ) then permit( "x" ); end
                """, guarantee("automatic", "warn"));
        assertThat(report.idleRules())
                .extracting(idle -> idle.rule().title() + " " + idle.why())
                .containsExactly(
                        "Cannot never fires: no combination of values meets all its conditions",
                        "Pattern never fires: none of the values tried meets sessionName matches \"(a)\\\\1\"");
    }

    @Test
    void aRuleThatIsShadowedByAStrongerOneIsTold() throws PolicyException {
        var report = tried(RULES + """
                rule "In vain" when ResetRequest( automatic, !resetsAllowedNow, state in (Active, Down) )
                then ask( "x" ); end
                rule "Observed in vain" @mode( observe ) when ResetRequest( automatic, !resetsAllowedNow, state == Down )
                then ask( "x" ); end
                """, guarantee("automatic", "warn"));
        assertThat(report.idleRules())
                .extracting(idle -> idle.rule().title() + " " + idle.why())
                .containsExactly("In vain never decides: wherever it applies, deny is said as well by"
                        + " \"Nobody's hours\" (rules/mine.drl:3)");
    }

    @Test
    void ofALongSickSessionThatNoRuleSpeaksOfAnExampleIsTold() throws PolicyException {
        var report = tried(RULES.replace("symptom != \"\"", "symptom != DOWN"), guarantee("automatic", "warn"));
        assertThat(report.gap()).hasValueSatisfying(gap -> {
            assertThat(gap.telling())
                    .contains("symptom == DOWN", "sickSeconds == 86401")
                    .doesNotContain("!resetsAllowedNow");
            assertThat(gap.doubt()).isEmpty();
        });
        var closed = RULES + "rule \"Rest\" when ResetRequest( symptom == DOWN ) then ask( \"x\" ); end";
        assertThat(tried(closed, guarantee("automatic", "warn")).gap()).isEmpty();
    }

    @Test
    void whereTimeRunsOutEveryPairOfValuesIsTried() throws PolicyException {
        var never = guarantee("automatic, !resetsAllowedNow", "permit");
        var report = late(policy(RULES, never));
        assertThat(report.cut()).isTrue();
        assertThat(report.idleRules()).isEmpty();
        var trial = only(report);
        assertThat(trial.complete()).isFalse();
        assertThat(trial.tried()).isLessThan(trial.combinations());
        assertThat(trial.broken()).hasValueSatisfying(found -> {
            assertThat(found.by()).startsWith("\"Long sick\"");
            assertThat(found.telling()).contains("state == Idle", "!resetsAllowedNow");
            assertThat(found.doubt()).isEmpty();
        });
        var sound = policy(RULES.replace(", state != Idle", ""), never);
        assertThat(only(late(sound))).satisfies(held -> {
            assertThat(held.held()).isTrue();
            assertThat(held.complete()).isFalse();
            assertThat(held.tried().longValueExact()).isGreaterThan(100);
        });
    }

    private static GuaranteeReport late(OpenPolicy policy) throws PolicyException {
        var nanos = new AtomicLong();
        return GuaranteeRun.of(policy, Duration.ZERO, nanos::getAndIncrement);
    }

    @Test
    void anAnswerOfTheRulesThatIsAnotherIsNotHidden() throws PolicyException {
        var honest = policy(RULES, guarantee("automatic, !resetsAllowedNow", "permit"));
        var found = only(GuaranteeRun.of(denying(honest))).broken().orElseThrow();
        assertThat(found.doubt()).contains("deny: on purpose [X]");
        assertThat(found.toString())
                .endsWith("the rules answered deny: on purpose [X], which is a fault of the program");
    }

    /** The same policy, except that it denies whatever it is asked. */
    private static OpenPolicy denying(OpenPolicy honest) {
        InvocationHandler handler = (proxy, method, args) -> method.getName().equals("judge")
                ? new Decision.Deny(
                        List.of(new Reason("X", "on purpose")), List.of(), honest.revision(), (ResetRequest) args[1])
                : method.invoke(honest, args);
        return (OpenPolicy)
                Proxy.newProxyInstance(OpenPolicy.class.getClassLoader(), new Class<?>[] {OpenPolicy.class}, handler);
    }
}

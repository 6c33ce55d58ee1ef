package io.sessionwarden.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever tries a policy's guarantees reads. */
class GuaranteeCommandTest {

    private static final String NEVER = "never.yaml";
    private static final String GUARANTEES = """
            guarantees:
            - guarantee: Nothing automatic outside reset hours
              when: automatic, !resetsAllowedNow
              never: [permit, ask, warn]
            """;
    private static final String RULE = "rule \"Outside reset hours the watchdog resets nothing\"\nwhen\n"
            + "    ResetRequest( automatic, !resetsAllowedNow";

    @TempDir
    private Path temp;

    private PolicyFolders folder;

    @BeforeEach
    void oneGuarantee() {
        folder = PolicyFolders.shipped(temp).line(NEVER, GUARANTEES);
    }

    private Answer guarantee(Map<String, String> args) {
        return new GuaranteeCommand(new Desk(List.of(folder.path()), DroolsResetPolicy::open)).answer("ann", args);
    }

    @Test
    void whatHoldsIsToldWithHowMuchWasCovered() {
        var answer = guarantee(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out())
                .startsWith("held    Nothing automatic outside reset hours\n"
                        + "1 of 1 guarantees hold, in all combinations of boundary values (up to about ")
                .contains("; every rule has its effect; revision ");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void whatIsBrokenIsToldWithTheRuleAndTheCaseThatBreaksIt() {
        folder.replace("watchdog.drl", RULE, RULE + ", state != Idle");
        var answer = guarantee(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .startsWith("BROKEN  Nothing automatic outside reset hours\n"
                        + "    rules/never.yaml:2 says never permit, but it is said by\n    \"A session may be reset once it has been sick for"
                        + " as long as thresholds.csv says\" (rules/watchdog.drl:4)\n"
                        + "    where automatic, state == Idle, symptom == CLIENT_GONE, thresholdSeconds == 0, !resetsAllowedNow\n"
                        + "all that is not named is as where the watchdog asks about ann's healthy session pts/7 on the server local\n"
                        + "0 of 1 guarantees hold, ");
        assertThat(answer.err()).startsWith("one guarantee is broken\nmend the rule ");
        assertThat(guarantee(Map.of("json", "true")).out())
                .contains("\"held\" : false", "\"says\" : \"permit\"", "\"state == Idle\"", "\"complete\" : true");
    }

    @Test
    void longCasesGoOnInTheNextLine() {
        folder.replace(
                NEVER,
                "automatic, !resetsAllowedNow",
                "automatic, symptom == DOWN, sickSeconds == 60,"
                        + " thresholdSeconds == 30, sessionResetsInHour == 2, sessionLimitPerHour == 3, !wardensOwn");
        assertThat(guarantee(Map.of()).out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(200))
                .contains("        sessionResetsInHour == 2, sessionLimitPerHour == 3");
    }

    @Test
    void rulesWithoutEffectAndGapsAreWarningsOnly() {
        folder.line("mine.drl", """
                rule "Cannot" when ResetRequest( sickSeconds < thresholdSeconds, thresholdSeconds < sickSeconds )
                then permit( "x" ); end
                rule "In vain" when ResetRequest( automatic, !resetsAllowedNow, state == Idle ) then ask( "x" ); end
                """)
                .line(NEVER, """
                - guarantee: Guards nothing
                  when: sickSeconds < thresholdSeconds, thresholdSeconds < sickSeconds
                  never: permit
                """)
                .replace(
                        "watchdog.drl",
                        "automatic, symptom != \"\", thresholdSeconds >= 0",
                        "automatic," + " symptom != \"\", state != Down, thresholdSeconds >= 0");
        var answer = guarantee(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out())
                .contains(
                        "rules/never.yaml:6: warning: nothing meets the conditions of the guarantee \"Guards nothing\"",
                        "rules/mine.drl:1: warning: the rule \"Cannot\" never fires: no combination of values meets all"
                                + " its conditions\n",
                        "rules/mine.drl:3: warning: the rule \"In vain\" never decides: ",
                        "warning: no rule says anything, so nothing is done, where automatic, kind == USER, state == Down,"
                                + " !wardensOwn,\n        symptom == CLIENT_GONE, ",
                        "\nall that is not named is as where the watchdog asks ");
    }

    @Test
    void aMistakeInTheFileIsToldWithItsPlace() {
        folder.replace(NEVER, "!resetsAllowedNow", "!resetAllowedNow");
        var answer = guarantee(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out())
                .isEqualTo(
                        "rules/never.yaml:3:21: unknown field 'resetAllowedNow'; did you mean 'resetsAllowedNow'?\n");
    }
}

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

/** What whoever runs a policy's scenarios reads, and what their build server reads. */
class TestCommandTest {

    private static final String SCENARIOS = "scenarios/mine.yaml";
    private static final String PLACE = "rules/" + SCENARIOS;

    @TempDir
    private Path temp;

    private PolicyFolders folder;

    @BeforeEach
    void twoScenarios() {
        folder = PolicyFolders.shipped(temp).line(SCENARIOS, """
                scenarios:
                - scenario: The console stays
                  given: {kind: CONSOLE}
                  then: deny
                - scenario: A healthy session <is> reset & "gone"
                  then: permit
                """);
    }

    private Answer test(Map<String, String> args) {
        return new TestCommand(new Desk(List.of(folder.path()), DroolsResetPolicy::open)).answer("ann", args);
    }

    @Test
    void whatFailsIsToldWithItsPlaceAndWithWhatThePolicySays() {
        var answer = test(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .startsWith(PLACE + ":5: A healthy session <is> reset & \"gone\"\n"
                        + "    expected permit, but it says deny\n"
                        + "    it says deny: ")
                .contains("1 of 2 scenarios pass; they make ")
                .contains(": no scenario makes the rule \"");
        assertThat(answer.err()).startsWith("one scenario fails\n");
    }

    @Test
    void whereAllPassItIsDone() {
        folder.replace(SCENARIOS, "then: permit", "then: deny");
        var answer = test(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out()).contains("2 of 2 scenarios pass");
        assertThat(answer.err()).isEmpty();
        assertThat(test(Map.of("json", "true")).out()).contains("\"passed\" : true", "\"line\" : 2");
    }

    @Test
    void aBuildServerReadsASuiteForEachFileAndACaseForEachScenario() {
        folder.line("scenarios/other.yaml", """
                scenarios:
                - scenario: A listener stays
                  given: {kind: LISTENER}
                  then: deny
                """);
        var answer = test(Map.of("junit", "true"));
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out().replace(folder.open().revision(), "REVISION").replace(PLACE, "FILE"))
                .isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="policy REVISION" tests="3" failures="1" errors="0">
                  <testsuite name="FILE" tests="2" failures="1" errors="0">
                    <testcase classname="FILE" name="The console stays" file="FILE" line="2"></testcase>
                    <testcase classname="FILE" name="A healthy session &lt;is&gt; reset &amp; &quot;gone&quot;" file="FILE" line="5">
                      <failure type="decision" message="expected permit, but it says deny">FILE:5: deny: \
                [nothing is wrong with it [The watchdog leaves a healthy session alone]]</failure>
                    </testcase>
                  </testsuite>
                  <testsuite name="rules/scenarios/other.yaml" tests="1" failures="0" errors="0">
                    <testcase classname="rules/scenarios/other.yaml" name="A listener stays" \
                file="rules/scenarios/other.yaml" line="2"></testcase>
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void aMistakeInTheirFileIsToldWithItsPlace() {
        folder.replace(SCENARIOS, "then: permit", "then: forbid");
        var answer = test(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).startsWith(PLACE + ":6:9: a decision is one of ");
    }
}

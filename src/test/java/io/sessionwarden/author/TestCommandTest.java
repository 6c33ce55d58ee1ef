package io.sessionwarden.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

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
    void aBuildServerReadsASuiteForTheFileAndACaseForEachScenario() throws Exception {
        var answer = test(Map.of("junit", "true"));
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer.out())))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        var suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo(PLACE);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        var cases = suite.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(2);
        var failed = (Element) cases.item(1);
        assertThat(failed.getAttribute("name")).isEqualTo("A healthy session <is> reset & \"gone\"");
        assertThat(failed.getAttribute("line")).isEqualTo("5");
        var failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("expected permit, but it says deny");
        assertThat(((Element) cases.item(0)).getElementsByTagName("failure").getLength())
                .isZero();
    }

    @Test
    void aMistakeInTheirFileIsToldWithItsPlace() {
        folder.replace(SCENARIOS, "then: permit", "then: forbid");
        var answer = test(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).startsWith(PLACE + ":6:9: a decision is one of ");
    }
}

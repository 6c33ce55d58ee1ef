package io.sessionwarden.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever checks a policy reads. */
class CheckCommandTest {

    @TempDir
    private Path temp;

    private Path rules;

    @BeforeEach
    void copyTheShippedRules() throws IOException {
        rules = Files.createDirectory(temp.resolve("rules"));
        try (var shipped = Files.list(Path.of("rules"))) {
            for (var file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, rules.resolve(file.getFileName()));
            }
        }
    }

    private Answer check(Map<String, String> args) {
        return new CheckCommand(new Desk(List.of(rules), DroolsResetPolicy::open)).answer("ann", args);
    }

    @Test
    void aSoundPolicyIsToldWithItsRevision() {
        var answer = check(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out()).matches(rules + "/: nothing is wrong; revision [0-9a-f]{12}\n");
        assertThat(answer.err()).isEmpty();
        assertThat(check(Map.of("json", "true")).out()).contains("\"problems\" : [ ]");
    }

    @Test
    void everyMistakeIsALineWithItsPlaceAndWhatToWriteInstead() throws IOException {
        Files.writeString(rules.resolve("mine.drl"), """
                rule "Mine"
                when
                    ResetRequest( sickSecond > 5, sate == Idle )
                then
                    permit( "yes" );
                end
                """);
        var answer = check(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).isEqualTo("""
                rules/mine.drl:3:19: unknown field 'sickSecond'; did you mean 'sickSeconds'?
                rules/mine.drl:3:35: unknown field 'sate'; did you mean 'state'?
                """);
        assertThat(answer.err()).startsWith("this policy cannot be used: 2 mistakes in " + rules + "/\n");
        assertThat(check(Map.of("json", "true")).out())
                .contains("\"revision\" : null", "\"line\" : 3", "\"column\" : 19", "\"file\" : \"rules/mine.drl\"");
    }

    @Test
    void theFilesOfScenariosAreCheckedToo() throws IOException {
        Files.createDirectory(rules.resolve("scenarios"));
        Files.writeString(rules.resolve("scenarios/mine.yaml"), "scenarios:\n- scenario: a\n  then: forbid\n");
        var answer = check(Map.of());
        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).startsWith("rules/scenarios/mine.yaml:3:9: a decision is one of ");
    }

    @Test
    void whatAFileHoldsCannotSteerTheTerminal() throws IOException {
        Files.writeString(rules.resolve("people.csv"), "person,server,\u001b[2Jaccount\n");
        assertThat(check(Map.of()).out()).contains("?[2j").doesNotContain("\u001b");
    }
}

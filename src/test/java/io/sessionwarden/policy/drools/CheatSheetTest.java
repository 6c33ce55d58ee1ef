package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rules/README.md says what is true. */
class CheatSheetTest {

    @TempDir
    Path temp;

    private static String sheet() throws IOException {
        return Files.readString(Folder.SHIPPED.resolve("README.md"));
    }

    private static List<MatchResult> fieldRows() throws IOException {
        return Pattern.compile("(?m)^\\| `(\\w+)` \\| ([a-z-]+) \\|.*\\| `(.*)` \\|$")
                .matcher(sheet())
                .results()
                .toList();
    }

    /**
     * The table of fields stands in two files and is made from the meanings at the fields of the fact. To write it anew:
     * {@code mvn test -Dtest=CheatSheetTest -Dwrite.fields=true}.
     */
    @Test
    void theTablesOfFieldsAreThoseOfTheFact() throws IOException {
        for (var file : List.of(Folder.SHIPPED.resolve("README.md"), Path.of("docs/policy-fields.md"))) {
            var text = Files.readString(file);
            var made = text.substring(0, text.indexOf(FieldTable.HEAD)) + FieldTable.text();
            if (Boolean.getBoolean("write.fields")) {
                Files.writeString(file, made);
            } else {
                assertThat(text).as(file.toString()).isEqualTo(made);
            }
        }
    }

    @Test
    void namesEveryFieldWithItsTypeAndEveryTable() throws IOException {
        assertThat(fieldRows().stream().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Field.ALL.keySet());
        for (var row : fieldRows()) {
            var kind = Field.find(row.group(1)).orElseThrow().kind();
            assertThat(kind.choice() ? "a choice" : kind.toString()).isEqualTo("a " + row.group(2));
        }
        assertThat(sheet()).contains(TableReader.COLUMNS.keySet());
    }

    @Test
    void itsExamplesAreSound() throws IOException {
        var rules = new StringBuilder();
        for (var row : fieldRows()) {
            rules.append("rule \"%s\" when ResetRequest( %s ) then ask( \"x\" ); end\n"
                    .formatted(row.group(1), row.group(3)));
        }
        assertThat(Folder.with(temp, rules.toString()).problems()).isEmpty();
    }

    @Test
    void itsWorkedEditsHaveTheEffectThatItTells() throws IOException {
        var edits = Pattern.compile("(?m)(?:^    .*\\n|^\\n(?=    ))+")
                .matcher(sheet())
                .results()
                .map(block -> block.group().stripIndent().strip())
                .toList();
        var payroll =
                about().of("local", "payroll", Account.ofUid("local", 1200)).sick(Symptom.DEAD_LEADER, 60);
        var helpDesk = about().by("eve", 1042).of("counter", "ann", Account.ofUid("counter", 5));
        var frozen = new Symptom("FROZEN_DISPLAY", Symptom.Group.MALFUNCTIONS);
        var frozenWhileConnected = about().sick(frozen, 90);
        var before = Folder.shipped(temp).open();
        assertThat(List.of(word(before, payroll), word(before, helpDesk), word(before, frozenWhileConnected)))
                .containsExactly("permit", "deny", "warn");

        var after = Folder.shipped(temp)
                .row("protected-accounts.csv", edits.get(1))
                .row("access.csv", edits.get(2))
                .write("frozen.drl", edits.get(3))
                .open();
        assertThat(List.of(word(after, payroll), word(after, helpDesk), word(after, frozenWhileConnected)))
                .containsExactly("deny", "permit", "deny");
        assertThat(word(after, frozenWhileConnected.in(SessionState.DISCONNECTED)))
                .isEqualTo("permit");
    }

    private static String word(DroolsResetPolicy policy, Questions question) {
        return policy.decide(question.ask()).word();
    }
}

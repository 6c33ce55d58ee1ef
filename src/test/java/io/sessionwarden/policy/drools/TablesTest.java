package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that people edit. */
class TablesTest {

    @TempDir
    Path temp;

    private Folder folder;

    @BeforeEach
    void copyTheShippedRules() {
        folder = Folder.shipped(temp);
    }

    @Test
    void everyWrongCellOfEveryTableIsToldAtOnce() {
        folder.write("access.csv", "who,server,access\nann,*,rest\n,local,deny\nuid:x,local,reset\nann,local,audit\n")
                .write("people.csv", "person,server,account\nann,*,*\n")
                .write("protected-accounts.csv", "server,account,session,reason\n*,payroll,*,\n")
                .write("thresholds.csv", "server,symptom,seconds,mode\n*,dead leader,soon,sometimes\n")
                .write("limits.csv", "server,scope,limit\nlocal,overall,-1\n")
                .write("servers.csv", "server,same-logon-name\n*,4\n");
        assertThat(folder.problems())
                .containsExactly(
                        "rules/access.csv:2: column 'access': 'rest' is not one of query, reset, operate, approve, audit, deny; did you mean"
                                + " 'reset'?",
                        "rules/access.csv:3: column 'who': is empty; fill it, or begin the row with # to leave it out",
                        "rules/access.csv:4: column 'who': 'uid:x' names nobody; write a logon name, uid:1001,"
                                + " AUTHORITY:ID or *",
                        "rules/access.csv:5: column 'server': the trail is of all servers together; write *",
                        "rules/limits.csv:2: column 'limit': '-1' is not a whole number from 0 to 99999999",
                        "rules/limits.csv:2: column 'server': 'overall' counts all servers together; write *",
                        "rules/people.csv:2: column 'server': a person's account is told for each server by name; equal"
                                + " names on two servers may be two people",
                        "rules/people.csv:2: column 'account': '*' would make everybody's sessions theirs; name one",
                        "rules/protected-accounts.csv:2: column 'reason': is empty; fill it, or begin the row with # to leave it out",
                        "rules/servers.csv:2: column 'same-logon-name': '4' is not one of strict, 4.0; did you mean"
                                + " '4.0'?",
                        "rules/thresholds.csv:2: column 'symptom': 'dead leader' is no symptom; one is written like"
                                + " DEAD_LEADER",
                        "rules/thresholds.csv:2: column 'seconds': 'soon' is not a whole number from 0 to 99999999",
                        "rules/thresholds.csv:2: column 'mode': 'sometimes' is not one of observe, ask, enforce");
    }

    @Test
    void aWrongHeaderIsTold() {
        folder.write("servers.csv", "# which\nserver,same-login-name\n*,strict\n")
                .write("access.csv", "# nothing\n");
        assertThat(folder.problems())
                .contains(
                        "rules/servers.csv:2: the header has no column 'same-logon-name'; it should be"
                                + " server,same-logon-name",
                        "rules/servers.csv:2: there is no column 'same-login-name'; did you mean 'same-logon-name'?",
                        "rules/access.csv:1: is empty; its first line should be who,server,access");
    }

    @Test
    void aRowOfAnotherLengthAndAnOpenQuoteAreTold() {
        folder.write("people.csv", "person,server,account\nann,db1\n").write("access.csv", "who,server,access\n\"ann");
        assertThat(folder.problems())
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("rules/people.csv:2: this row has 2 cells, the header has 3"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("rules/access.csv:2: a double quote that is opened"));
    }

    @Test
    void twoLinesOnTheSameThingAreTold() {
        folder.row("limits.csv", "*,session,9,");
        assertThat(folder.problems())
                .containsExactly(
                        "rules/limits.csv:21: column 'server': line 8 speaks of the same thing already; keep one of"
                                + " the two");
    }

    @Test
    void aMissingTableIsToldAndNotTakenForAnEmptyOne() {
        folder.delete("protected-accounts.csv");
        assertThat(folder.problems())
                .containsExactly(
                        "rules/protected-accounts.csv: is missing; a table without rows is a file with the line"
                                + " server,account,session,reason");
    }

    @Test
    void filesThatNoPolicyHasAreTold() {
        folder.write("acess.csv", "who\n")
                .write("reset.dlr", "rule")
                .write("old.drl~", "x")
                .write(".reset.drl.swp", "x");
        assertThat(folder.problems())
                .containsExactlyInAnyOrder(
                        "rules/acess.csv: there is no such table; did you mean 'access.csv'?",
                        "rules/reset.dlr: is no file of a policy: rules end in .drl, tables in .csv; rename or remove it");
    }

    @Test
    void aFileThatIsNotUtf8IsTold() {
        folder.write("people.csv", "person,server,account\nAndré,db1,x\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder.problems()).containsExactly("rules/people.csv: is not UTF-8; save it as UTF-8");
    }

    @Test
    void spreadsheetsMayWriteSemicolonsQuotesAByteOrderMarkAndCarriageReturns() {
        folder.write(
                "thresholds.csv",
                "\uFEFF# a comment, with a comma\r\nSymptom ; server;mode;seconds\r\n\r\nDEAD_LEADER;*;ENFORCE;\"90\"\r\n;;;\r\n");
        var threshold =
                folder.open().decide(about().sick(Symptom.DEAD_LEADER, 1).ask()).request();
        assertThat(threshold.thresholdSeconds()).isEqualTo(90);
    }

    @Test
    void everyShippedTableComesBackUnharmedFromASpreadsheet() throws Exception {
        folder.row("access.csv", "uid:1001,local,reset,\"help, desk\"")
                .row("reset-hours.csv", "*,Sat Sun,22:00,06:00,Europe/Berlin,forbidden,")
                .row("time-limits.csv", "local,ann,60,480,ask,");
        var before = folder.open().tables();
        for (var separator : List.of(";", "\t", ",")) {
            for (var name : TableReader.COLUMNS.keySet()) {
                folder.write(name, saved(Files.readString(folder.path().resolve(name)), separator));
            }
            assertThat(folder.open().tables()).as("with '%s'", separator).isEqualTo(before);
            assertThat(folder.open().warnings()).isEmpty();
        }
    }

    /** As a spreadsheet saves it: a byte order mark, every cell in quotes, empty cells behind the last one. */
    private static String saved(String table, String separator) throws IOException {
        var text = new StringBuilder("\uFEFF");
        char had = table.contains("\"\t\"") ? '\t' : table.contains("\";\"") ? ';' : ',';
        try (var rows = CsvReader.builder()
                .fieldSeparator(had)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(table.replace("\uFEFF", ""))) {
            for (var row : rows) {
                row.getFields()
                        .forEach(cell -> text.append('"')
                                .append(cell.replace("\"", "\"\""))
                                .append('"')
                                .append(separator));
                text.append(separator).append("\r\n");
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                2-Mar    | looks like a date that a spreadsheet made of a name such as MAR2
                Mar-02   | looks like a date that a spreadsheet made of a name such as MAR2
                01. Okt  | looks like a date that a spreadsheet made of a name such as MAR2
                1.00E+05 | looks like a number that a spreadsheet has rounded, such as 100000 or a name like 1E5
                1,5E+5   | looks like a number that a spreadsheet has rounded, such as 100000 or a name like 1E5
                TRUE     | looks like a yes-or-no that a spreadsheet made of a name such as true
                #NAME?   | looks like the error of a formula that a spreadsheet made of a name
                7        | is a name of digits only: a spreadsheet drops noughts in front of it, as of 007
                """)
    void whatASpreadsheetMayHaveDamagedIsAWarningAndTheTableIsUsed(String cell, String warning) {
        folder.row("protected-accounts.csv", "local,\"" + cell + "\",*,runs the pay slips");
        assertThat(folder.open().warnings()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("rules/protected-accounts.csv");
            assertThat(problem.column()).isEqualTo(2);
            assertThat(problem.toString()).contains(": warning: column 'account': '" + cell + "' " + warning);
        });
        assertThat(folder.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "mar", "march", "e5", "uid:7", "CORP:S-1-5-21-7", "*", "true", "marc-7", "db1"})
    void ordinaryNamesAreNotSuspected(String cell) {
        folder.row("protected-accounts.csv", "local," + cell + ",*,runs the pay slips");
        assertThat(folder.open().warnings()).isEmpty();
    }

    @Test
    void withoutAModeASymptomIsOnlyObserved() {
        folder.write("thresholds.csv", "server,symptom,seconds,mode\n*,DEAD_LEADER,1,\n");
        assertThat(folder.open()
                        .decide(about().sick(Symptom.DEAD_LEADER, 1).ask())
                        .request()
                        .thresholdMode())
                .isEqualTo(Mode.OBSERVE);
    }

    @Test
    void ofTimeLimitsTheLineThatNamesTheAccountCountsBeforeOneOfItsServer() {
        folder.write("time-limits.csv", """
                server,account,idle-minutes,disconnected-minutes,mode
                *,*,,600,
                local,*,90,,ask
                local,ann,60,480,enforce
                """);
        var policy = folder.open();
        assertThat(policy.timeLimits(Questions.session("local", "9", "ann", null)))
                .isEqualTo(new TimeLimits(Duration.ofHours(1), Duration.ofHours(8), Mode.ENFORCE));
        assertThat(policy.timeLimits(Questions.session("local", "9", "bob", null)))
                .isEqualTo(new TimeLimits(Duration.ofMinutes(90), null, Mode.ASK));
        assertThat(policy.timeLimits(Questions.session("till", "9", "bob", null)))
                .isEqualTo(new TimeLimits(null, Duration.ofHours(10), Mode.OBSERVE));
    }

    @Test
    void ofLaddersTheLineThatNamesTheSymptomCountsFirst() {
        folder.write("ladders.csv", """
                server,symptom,ladder
                *,*,reset 1s
                local,*,reset 2s
                *,DOWN,reset 3s
                """);
        var policy = folder.open();
        assertThat(ladder(policy, Symptom.DEAD_LEADER)).hasToString("reset 2s");
        assertThat(ladder(policy, new Symptom("DOWN", Symptom.Group.LOOKS_DOWN)))
                .hasToString("reset 3s");
        assertThat(ladder(folder.delete("ladders.csv").open(), Symptom.DEAD_LEADER))
                .as("a policy of an earlier version")
                .isEqualTo(Ladder.RESET);
    }

    private static Ladder ladder(DroolsResetPolicy policy, Symptom symptom) {
        return policy.decide(about().sick(symptom, 999).ask()).ladder().orElseThrow();
    }

    @Test
    void protectionFitsByAccountSessionAndServerTogether() {
        folder.row("protected-accounts.csv", "local,uid:1001,pts/9,demo");
        var nine = Questions.session("local", "9", "ann", Account.ofUid("local", 1001));
        var policy = folder.open();
        assertThat(policy.decide(about().ask()).request().protectedAccount()).isFalse();
        assertThat(policy.decide(about().of(nine).ask()).request().protectedAccount())
                .isTrue();
    }

    @Test
    void theRevisionHangsOnEveryNameAndByteOfTheFilesAndNothingElse() {
        var before = folder.open().revision();
        assertThat(before).matches("[0-9a-f]{12}");
        assertThat(folder.open().revision()).isEqualTo(before);
        folder.row("people.csv", "# looked through");
        var after = folder.open().revision();
        assertThat(after).isNotEqualTo(before);
        folder.write("notes.txt", "");
        assertThat(folder.open().revision()).isNotIn(before, after);
    }

    @Test
    void aFolderThatCannotBeReadIsTold() {
        assertThat(new Folder(temp.resolve("nowhere")).problems())
                .singleElement()
                .asString()
                .startsWith("nowhere: cannot be read");
    }

    @Test
    void ofSeveralFoldersALaterOnesFilesStandInForAnEarlierOnes() throws Exception {
        var over = new Folder(Files.createDirectories(temp.resolve("practice/rules")))
                .write("thresholds.csv", "server,symptom,seconds,mode\n*,DEAD_LEADER,x,\n");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> DroolsResetPolicy.open(List.of(folder.path(), over.path()))))
                .hasMessage("practice/rules/thresholds.csv:2:3: column 'seconds': 'x' is not a whole number from 0 to"
                        + " 99999999");
    }
}

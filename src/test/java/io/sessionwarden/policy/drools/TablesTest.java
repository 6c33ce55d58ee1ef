package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Symptom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        folder.write("access.csv", "who,server,access\nann,*,rest\n,local,deny\nuid:x,local,reset\n")
                .write("people.csv", "person,server,account\nann,*,*\n")
                .write("protected-accounts.csv", "server,account,session,reason\n*,payroll,*,\n")
                .write("thresholds.csv", "server,symptom,seconds,mode\n*,dead leader,soon,sometimes\n")
                .write("limits.csv", "server,scope,limit\nlocal,overall,-1\n")
                .write("servers.csv", "server,same-logon-name\n*,4\n");
        assertThat(folder.problems())
                .containsExactly(
                        "rules/access.csv:2: column 'access': 'rest' is not one of query, reset, deny; did you mean"
                                + " 'reset'?",
                        "rules/access.csv:3: column 'who': is empty; fill it, or begin the row with # to leave it out",
                        "rules/access.csv:4: column 'who': 'uid:x' names nobody; write a logon name, uid:1001,"
                                + " AUTHORITY:ID or *",
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
                        "rules/limits.csv:17: column 'server': line 7 speaks of the same thing already; keep one of"
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
    void withoutAModeASymptomIsOnlyObserved() {
        folder.write("thresholds.csv", "server,symptom,seconds,mode\n*,DEAD_LEADER,1,\n");
        assertThat(folder.open()
                        .decide(about().sick(Symptom.DEAD_LEADER, 1).ask())
                        .request()
                        .thresholdMode())
                .isEqualTo(io.sessionwarden.policy.Mode.OBSERVE);
    }

    @Test
    void protectionFitsByAccountSessionAndServerTogether() {
        folder.row("protected-accounts.csv", "local,uid:1001,pts/9,demo");
        var nine = io.sessionwarden.fake.Questions.session(
                "local", "9", "ann", io.sessionwarden.session.Account.ofUid("local", 1001));
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
        var over = new Folder(java.nio.file.Files.createDirectories(temp.resolve("practice/rules")))
                .write("thresholds.csv", "server,symptom,seconds,mode\n*,DEAD_LEADER,x,\n");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> DroolsResetPolicy.open(List.of(folder.path(), over.path()))))
                .hasMessage("practice/rules/thresholds.csv:2:3: column 'seconds': 'x' is not a whole number from 0 to"
                        + " 99999999");
    }
}

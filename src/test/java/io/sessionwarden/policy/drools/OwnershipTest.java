package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.LOCAL;
import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Ownership;
import io.sessionwarden.session.Account;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose session is it? Each scenario as strict has it and as version 4.0 had it. */
class OwnershipTest {

    @TempDir
    Path temp;

    private Folder folder;

    @BeforeEach
    void copyTheShippedRules() {
        folder = Folder.shipped(temp);
    }

    private void decides(Questions question, Ownership ownership, String strict, String version4) {
        var one = folder.open().decide(question.ask());
        assertThat(one.request().ownership()).isEqualTo(ownership);
        assertThat(one.word()).as("strict: %s", one.reasons()).isEqualTo(strict);
        folder.write("servers.csv", "server,same-logon-name\n*,4.0\n");
        var other = folder.open().decide(question.ask());
        assertThat(other.request().ownership()).isEqualTo(ownership);
        assertThat(other.word()).as("4.0: %s", other.reasons()).isEqualTo(version4);
    }

    @Test
    void theSessionOneSitsInIsOnesOwn() {
        decides(about().by("ann", 1001).sittingThere(), Ownership.THIS_SESSION, "permit", "permit");
    }

    @Test
    void anotherSessionOfTheSameAccountIsOnesOwn() {
        decides(about().by("ann", 1001), Ownership.SAME_ACCOUNT, "permit", "permit");
    }

    @Test
    void twoAccountsWithOneNameOwnNothingOfEachOther() {
        decides(about().by("ann", 2001), Ownership.SAME_LOGON_NAME, "deny", "permit");
        folder.write("servers.csv", "server,same-logon-name\n*,strict\n");
        assertThat(folder.open().decide(about().by("ann", 2001).ask()).reasons().toString())
                .contains("give users unique logon names, or deny access to the utility");
    }

    @Test
    void ofASharedAccountOnlyTheSessionOneSitsInIsOnesOwn() {
        folder.row("shared-accounts.csv", "*,uid:1001,counter");
        decides(about().by("ann", 1001), Ownership.SAME_ACCOUNT, "deny", "permit");
    }

    @Test
    void theSessionOneSitsInIsOnesOwnEvenOnASharedAccount() {
        folder.row("shared-accounts.csv", "*,ann,counter");
        decides(about().by("ann", 1001).sittingThere(), Ownership.THIS_SESSION, "permit", "permit");
    }

    @Test
    void twoNamesWithOneUidAreOneAccount() {
        decides(about().by("ann-admin", 1001), Ownership.SAME_ACCOUNT, "permit", "permit");
    }

    @Test
    void theSameNameAndUidOnAnotherServerIsNobodyHere() {
        decides(about().by("ann", 1001).of("db1", "ann", Account.ofUid("db1", 1001)), Ownership.NONE, "deny", "deny");
    }

    @Test
    void peopleTellsWhichAccountOfAnotherServerIsTheirs() {
        folder.row("people.csv", "uid:1001,db1,uid:2001,");
        decides(
                about().by("ann", 1001).of("db1", "anna", Account.ofUid("db1", 2001)),
                Ownership.SAME_ACCOUNT,
                "permit",
                "permit");
    }

    @Test
    void peopleByNameMeansTheServersOwnAccountAndNotADirectorys() {
        folder.row("people.csv", "ann,db1,ann,");
        decides(
                about().by("ann", 1001).of("db1", "ann", new Account("CORP", "S-1-5-21-7")),
                Ownership.SAME_LOGON_NAME,
                "deny",
                "permit");
    }

    @Test
    void aDirectoryLoginEqualToALocalAccountIsAnotherAccount() {
        decides(
                about().by("ann", 1001).of(LOCAL, "ann", new Account("CORP", "1001")),
                Ownership.SAME_LOGON_NAME,
                "deny",
                "permit");
    }

    @Test
    void aDomainInFrontMakesAnotherName() {
        decides(
                about().by("ann", 1001).of(LOCAL, "CORP\\ann", new Account("CORP", "S-1-5-21-7")),
                Ownership.NONE,
                "deny",
                "deny");
    }

    @Test
    void upperAndLowerCaseAreTwoNames() {
        decides(about().by("Ann", 2001), Ownership.NONE, "deny", "deny");
    }

    @Test
    void anOwnerThatCannotBeToldIsNobody() {
        decides(about().by("ann", 1001).of(LOCAL, "ann", null), Ownership.NONE, "deny", "deny");
        assertThat(folder.open()
                        .decide(about().by("ann", 1001).of(LOCAL, null, null).ask())
                        .word())
                .isEqualTo("deny");
    }

    @Test
    void aUidWithoutANameAndAnOverflowUidOwnNothing() {
        decides(about().by("", 1001), Ownership.NONE, "deny", "deny");
        decides(
                about().by("nobody", 65534).of(LOCAL, "nobody", Account.ofUid(LOCAL, 65534)),
                Ownership.NONE,
                "deny",
                "deny");
        decides(about().by(new Caller("ann", null, null, false)), Ownership.NONE, "deny", "deny");
    }

    @Test
    void theWatchdogOwnsNothing() {
        assertThat(new Ownerships(new TablesByServer(folder.open().tables()).on("any"))
                        .of(Caller.WATCHDOG, about().session()))
                .isEqualTo(Ownership.NONE);
    }

    @Test
    void theCallersAccountIsTheOneThatTheyHaveOnThatServer() {
        var people = Map.of("people.csv", "person,server,account\nann,db1,uid:2001\nann,db2,anna\nbob,db3,bob\n");
        assertThat(Facts.of(about().by("ann", 1001), people).callerAccount()).isEqualTo("local:1001");
        assertThat(account(people, "db1")).isEqualTo("uid:2001");
        assertThat(account(people, "db2")).isEqualTo("anna");
        assertThat(account(people, "db3")).as("somebody else's").isEmpty();
        assertThat(Facts.of(about().by(new Caller("ann", null, null, false)), people)
                        .callerAccount())
                .isEmpty();
    }

    private static String account(Map<String, String> people, String server) {
        return Facts.of(about().by("ann", 1001).of(server, "eve", Account.ofUid(server, 5)), people)
                .callerAccount();
    }

    @Test
    void onlyTheLogonNameThatPeopleTellsOfIsTheSameName() {
        var people = Map.of("people.csv", "person,server,account\nann,db1,anna\nann,db1,CORP:7\n");
        var directory = new Account("CORP", "S-1-5-21-7");
        assertThat(Facts.of(about().by("ann", 1001).of("db1", "anna", directory), people)
                        .ownership())
                .isEqualTo(Ownership.SAME_LOGON_NAME);
        assertThat(Facts.of(about().by("ann", 1001).of("db1", "bob", directory), people)
                        .ownership())
                .isEqualTo(Ownership.NONE);
        assertThat(Facts.of(about().by("ann", 1001).of("db1", "CORP:7", directory), people)
                        .ownership())
                .as("an account is no name")
                .isEqualTo(Ownership.NONE);
    }

    @Test
    void rowsForEverybodyAreNotAboutTheWatchdog() {
        var access = Map.of("access.csv", "who,server,access\n*,*,deny\n*,*,reset\n");
        var watchdog = Facts.of(about(), access);
        assertThat(watchdog.accessDenied()).isFalse();
        assertThat(watchdog.resetPermission()).isFalse();
        var person = Facts.of(about().by("ann", 1001), access);
        assertThat(person.accessDenied()).isTrue();
        assertThat(person.resetPermission()).isTrue();
    }

    @Test
    void deniedAccessRefusesEvenOnesOwn() {
        folder.row("access.csv", "uid:1001,*,deny,");
        decides(about().by("ann", 1001).sittingThere(), Ownership.THIS_SESSION, "deny", "deny");
    }

    @Test
    void denialsFitUpperAndLowerCaseAlikeAndPermissionsToTheLetter() {
        folder.row("access.csv", "ANN,*,deny,").row("access.csv", "BOB,*,reset,");
        var policy = folder.open();
        assertThat(policy.decide(about().by("ann", 1001).sittingThere().ask()).word())
                .isEqualTo("deny");
        assertThat(policy.decide(about().by("bob", 1002).ask()).word()).isEqualTo("deny");
        assertThat(policy.decide(about().by("BOB", 1002).ask()).word()).isEqualTo("permit");
    }

    @Test
    void oneLineSwitchesOneServerToVersion4() {
        folder.row("servers.csv", LOCAL + ",4.0,").row("people.csv", "ann,db1,ann,");
        var policy = folder.open();
        assertThat(policy.decide(about().by("ann", 2001).ask()).word()).isEqualTo("permit");
        assertThat(policy.decide(about().by("ann", 1001)
                                .of("db1", "ann", new Account("CORP", "7"))
                                .ask())
                        .word())
                .isEqualTo("deny");
    }

    @Test
    void denyBeatsPermissionInWhateverOrder() {
        folder.row("access.csv", "bob,local,reset,").row("access.csv", "bob,*,deny,");
        assertThat(folder.open().decide(about().by("bob", 1002).ask()).word()).isEqualTo("deny");
    }

    @Test
    void thePermissionOpensSharedAccountsAndEqualNames() {
        folder.row("access.csv", "uid:1001,local,reset,")
                .row("access.csv", "uid:2001,local,reset,")
                .row("shared-accounts.csv", "*,uid:1001,counter");
        var policy = folder.open();
        assertThat(policy.decide(about().by("ann", 1001).ask()).word()).isEqualTo("permit");
        assertThat(policy.decide(about().by("ann", 2001).ask()).word()).isEqualTo("permit");
        assertThat(policy.decide(about().by("ann", 1001)
                                .of("db1", "x", Account.ofUid("db1", 5))
                                .ask())
                        .word())
                .isEqualTo("deny");
    }

    @Test
    void denyingEverybodyDoesNotBindTheWatchdog() {
        folder.row("access.csv", "*,*,deny,");
        assertThat(folder.open()
                        .decide(about().sick(io.sessionwarden.session.Symptom.DEAD_LEADER, 60)
                                .ask())
                        .word())
                .isEqualTo("permit");
    }
}

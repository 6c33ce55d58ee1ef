package io.sessionwarden.author;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.LiveSessions.Answered;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.WhatIf.Supposed;
import io.sessionwarden.fake.FakePolicyArchive;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever asks why reads. */
class ExplainCommandTest {

    private static final String ANN_IS_PROTECTED = "*,ann,*,demo,";

    @TempDir
    private Path temp;

    private final RecordingAuditTrail trail = new RecordingAuditTrail(new SettableClock());
    private final FakePolicyArchive archive = new FakePolicyArchive(trail);
    private PolicyFolders folder;
    private OpenPolicy first;
    private PolicyInForce inForce;

    /** What would be asked now, whatever session is named. */
    private Supposed live =
            new Supposed(about().sick(Symptom.DEAD_LEADER, 60).ask(), Mode.ENFORCE, "DEAD_LEADER: gone");

    @BeforeEach
    void open() {
        folder = PolicyFolders.shipped(temp);
        first = folder.open();
        inForce = new PolicyInForce(first);
        archive.record(List.of(first.edition()), List.of(), List.of());
    }

    private TrailAndSessions asked() {
        return new TrailAndSessions(
                trail,
                (administrator, session, server, who) -> session.equals("7")
                        ? new Answered.Asked(live)
                        : new Answered.Failed(Answer.error(ExitCode.NO_SUCH, "there is no session", "see them")));
    }

    private static Map<String, String> args(String... args) {
        var typed = new TreeMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            typed.put(args[i], args[i + 1]);
        }
        return typed;
    }

    private Answer explain(String... args) {
        var chosen = new PolicyOfThen(inForce, archive, DroolsResetPolicy::open);
        return new ExplainCommand(desk(), asked(), chosen).answer("root", args(args));
    }

    private Desk desk() {
        return new Desk(List.of(folder.path()), DroolsResetPolicy::open);
    }

    /** As {@code --rules} has it: by the folder, of what a warden says was asked. */
    private Answer explainByTheFolder(String... args) {
        AskWarden warden = (command, asking) -> {
            assertThat(command).isEqualTo("policy question");
            return new QuestionCommand(asked()).answer("root", asking);
        };
        var commands = PolicyCommands.here(desk(), DroolsResetPolicy::open, temp, warden, new SettableClock());
        return Objects.requireNonNull(commands.get("policy explain")).answer("root", args(args));
    }

    private long record(SortedMap<String, String> details, String revision) {
        return trail.append(new AuditEvent(
                        EventType.DECISION,
                        "policy",
                        "bob (local:1002)",
                        "local",
                        "s",
                        "i-1",
                        "deny",
                        revision,
                        details))
                .sequence();
    }

    private long record(Question question) {
        return record(QuestionTexts.of(question), first.revision());
    }

    private void annIsProtectedFromNowOn() {
        inForce.put(folder.line("protected-accounts.csv", ANN_IS_PROTECTED).open());
    }

    @Test
    void aDecisionIsExplainedByItsIncidentAndByItsRecord() {
        long number = record(about().by("bob", 1002).ask());
        var answer = explain("id", "i-1");
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out())
                .startsWith("record " + number + " of ")
                .contains(
                        ": deny under policy " + first.revision() + "\n",
                        "by the policy that decided, in force still (" + first.revision() + "): deny\n",
                        "  deny: Another's session needs the Reset permission (rules/people.drl:",
                        "      with automatic false, logonName \"ann\", ownership NONE, resetPermission false\n",
                        "  permit: Whoever has the Reset permission may reset the sessions of others (rules/people.drl:",
                        "      because not: resetPermission    (resetPermission false)\n",
                        "rows of the tables that have a say:\n");
        assertThat(explain("id", Long.toString(number)).out()).isEqualTo(answer.out());
        assertThat(explain("id", "i-1", "json", "true").out())
                .contains("\"decision\" : \"deny\"", "\"condition\" : \"resetPermission\"");
    }

    @Test
    void whatWasDecidedIsExplainedByThePolicyThatDecidedIt() {
        record(about().sick(Symptom.DEAD_LEADER, 60).ask());
        annIsProtectedFromNowOn();

        assertThat(explain("id", "i-1").out())
                .contains("by the policy that decided, replaced since (" + first.revision() + "): permit\n")
                .doesNotContain("protected session");
    }

    @Test
    void whereThePolicyThatDecidedIsNotKeptTheOneInForceStandsIn() {
        record(QuestionTexts.of(about().sick(Symptom.DEAD_LEADER, 60).ask()), "of-long-ago");
        annIsProtectedFromNowOn();

        assertThat(explain("id", "i-1").out())
                .contains("under policy of-long-ago\n")
                .contains("by the policy in force, because the one that decided is not kept any more ("
                        + inForce.revision() + "): deny\n")
                .contains("The watchdog never resets a protected session");
    }

    @Test
    void aLiveSessionIsExplainedByThePolicyInForce() {
        annIsProtectedFromNowOn();
        var out = explain("session", "7").out();

        assertThat(out)
                .startsWith("if the watchdog wanted session 7 (pts/7) of ann on local reset now; DEAD_LEADER: gone\n")
                .contains("by the policy in force (" + inForce.revision() + "): deny\n")
                .contains("The watchdog never resets a protected session");
        assertThat(explain("session", "7", "json", "true").out())
                .contains("\"who\" : \"watchdog\"", "\"symptom\" : \"DEAD_LEADER\"", "\"mode\" : \"ENFORCE\"");
    }

    @Test
    void whatTheWatchdogMakesOfItIsTold() {
        assertThat(explain("session", "7").out()).contains("): permit\n").doesNotContain("mode ");
        live = new Supposed(live.question(), Mode.OBSERVE, live.seen());
        assertThat(explain("session", "7").out()).contains("\nmode observe: it is told of, and nothing is done\n");
        live = new Supposed(live.question(), Mode.ASK, live.seen());
        assertThat(explain("session", "7").out()).contains("\nmode ask: nothing is done before a human approves it\n");
        live = new Supposed(about().ask(), Mode.ENFORCE, "nothing is wrong with it");
        assertThat(explain("session", "7").out())
                .contains("nothing is wrong with it\n", "\nthe watchdog asks only about a session that is sick\n");
        live = new Supposed(about().by("bob", 1002).ask(), Mode.OBSERVE, "nothing was noticed");
        assertThat(explain("session", "7").out())
                .startsWith("if bob (local:1002), sitting in none of its sessions, wanted session 7 ")
                .doesNotContain("the watchdog asks");
    }

    @Test
    void anEditedFolderIsTriedOnBoth() {
        long number = record(about().sick(Symptom.DEAD_LEADER, 60).ask());
        folder.line("protected-accounts.csv", ANN_IS_PROTECTED);
        var byTheFolder = "by the policy as it lies in " + folder.path() + "/ (";

        assertThat(explainByTheFolder("id", Long.toString(number)).out())
                .startsWith("record " + number + " of ")
                .contains(byTheFolder, "The watchdog never resets a protected session");
        assertThat(explainByTheFolder("session", "7").out())
                .startsWith("if the watchdog wanted session 7 (pts/7) of ann on local reset now; DEAD_LEADER: gone\n")
                .contains(byTheFolder, "The watchdog never resets a protected session");
        assertThat(explainByTheFolder("session", "8").exit()).isEqualTo(ExitCode.NO_SUCH);
        folder.line("limits.csv", "*,session,many,");
        assertThat(explainByTheFolder("session", "7").out()).contains("limits.csv:");
    }

    @Test
    void aDecisionOrASessionIsNamedAndNotBoth() {
        record(about().ask());
        assertThat(explain().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(explain("id", "i-1", "session", "7").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(explain("id", "i-1", "who", "bob").err()).startsWith("--server and --who are for --session");
    }

    @Test
    void whatIsNotThereOrHoldsNoQuestionIsTold() {
        assertThat(explain("id", "i-2\u001b").err()).startsWith("there is no decision 'i-2?' in the trail\n");
        assertThat(explain("id", "99").exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(explain("session", "8").exit()).isEqualTo(ExitCode.NO_SUCH);
        long old = record(new TreeMap<>(Map.of("symptom", "DOWN")), first.revision());
        assertThat(explain("id", Long.toString(old)).err())
                .startsWith("record " + old + " does not hold what was asked");
    }
}

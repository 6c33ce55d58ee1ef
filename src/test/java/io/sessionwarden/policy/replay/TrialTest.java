package io.sessionwarden.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.Questions;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether an edit of the shipped policy permits more is found without anybody having asked. */
class TrialTest {

    @TempDir
    Path temp;

    static Stream<Arguments> wider() {
        return Stream.of(
                edit("a person who may reset others' sessions", f -> f.line("access.csv", "uid:1042,till,reset,")),
                edit("another account of one's own", f -> f.line("people.csv", "uid:1001,db1,uid:2001,")),
                edit("a logon name that owns", f -> f.line("servers.csv", "till,4.0,")),
                edit("a longer list of symptoms", f -> f.line("thresholds.csv", "till,HUNG,5,enforce,,")),
                edit(
                        "a symptom that is enforced",
                        f -> f.replace("thresholds.csv", "STUCK_STATE,120,observe", "STUCK_STATE,120,enforce")),
                edit("a symptom that is acted upon sooner", f -> f.replace("thresholds.csv", "DOWN,30", "DOWN,10")),
                edit(
                        "a user who is not warned",
                        f -> f.replace("thresholds.csv", "FROZEN_DISPLAY,60,enforce,30", "FROZEN_DISPLAY,60,enforce,")),
                edit("a higher limit", f -> f.replace("limits.csv", "*,session,3", "*,session,4")),
                edit("a shorter cooldown", f -> f.replace("limits.csv", "cooldown-seconds,60", "cooldown-seconds,30")),
                edit(
                        "a rung that was not taken before",
                        f -> f.line("ladders.csv", "till,DOWN,disconnect 5s > human,")),
                edit("a later storm", f -> f.replace("limits.csv", "storm-sessions,5", "storm-sessions,50")),
                edit(
                        "a rule that denies one reset later",
                        f -> f.replace(
                                "limits.drl",
                                "sessionResetsInHour >= sessionLimitPerHour",
                                "sessionResetsInHour > sessionLimitPerHour")),
                edit(
                        "a rule that asks",
                        f -> f.line(
                                "more.drl",
                                "rule \"more\" when ResetRequest( server == \"till\" ) then ask( \"x\" ); end")),
                edit("a rule about one session's id", f -> f.line("more.drl", ask("sessionId == \"42\""))),
                edit("a rule about one session's name", f -> f.line("more.drl", ask("sessionName == \"till-1\""))),
                edit("a rule about one connector", f -> f.line("more.drl", ask("connector == \"tmux\""))),
                edit("a rule about standing sessions", f -> f.line("more.drl", ask("automatic, standing"))),
                edit(
                        "a rule about a number that a table gives",
                        f -> f.line("more.drl", ask("idleSeconds == idleLimitSeconds"))),
                edit(
                        "a session that is protected no more",
                        f -> f.replace("protected-accounts.csv", "till,payroll,desk-1,", "# ")),
                edit("hours with resets", f -> f.replace("reset-hours.csv", "Mon-Fri", "Mon-Thu")),
                edit("a shorter time limit", f -> f.replace("time-limits.csv", "*,*,60,480", "*,*,30,480")),
                edit(
                        "a shorter time limit of the disconnected",
                        f -> f.replace("time-limits.csv", "*,*,60,480", "*,*,60,240")),
                edit(
                        "a storm from a greater share on",
                        f -> f.replace("limits.csv", "storm-percent,40", "storm-percent,80")),
                edit(
                        "a rule that gives no answer is asked less often",
                        f -> f.replace("held.drl", "standing, 10 /", "standing, sharedAccount, 10 /")),
                edit(
                        "a rule that denies below a number is taken away",
                        f -> f.replace("held.drl", "observations < 3", "observations < 0")),
                edit(
                        "a rule that denies above a number is taken away",
                        f -> f.replace("held.drl", "recurrencesInDay > 3", "recurrencesInDay > 900000")));
    }

    private static String ask(String condition) {
        return "rule \"more\" when ResetRequest( " + condition + " ) then ask( \"x\" ); end";
    }

    static Stream<Arguments> narrower() {
        return Stream.of(
                edit("a note", f -> f.line("notes.md", "nothing")),
                edit(
                        "a protected account",
                        f -> f.line("protected-accounts.csv", "local,payroll,*,runs the pay slips,")),
                edit("a person who may reset nothing", f -> f.line("access.csv", "uid:1042,*,deny,")),
                edit("a shorter ladder", f -> f.line("ladders.csv", "till,DOWN,reset 15s > human,")),
                edit("a shared account", f -> f.line("shared-accounts.csv", "till,uid:1500,")),
                edit(
                        "a symptom that is only told of",
                        f -> f.replace("thresholds.csv", "DOWN,30,enforce", "DOWN,30,observe")),
                edit("a symptom that is acted upon later", f -> f.replace("thresholds.csv", "DOWN,30", "DOWN,300")),
                edit("a lower limit", f -> f.replace("limits.csv", "*,session,3", "*,session,2")),
                edit("a longer cooldown", f -> f.replace("limits.csv", "cooldown-seconds,60", "cooldown-seconds,600")),
                edit(
                        "hours without resets",
                        f -> f.line("reset-hours.csv", "*,Mon-Fri,08:00,18:00,Europe/Berlin,forbidden,")),
                edit(
                        "a rule that denies",
                        f -> f.line(
                                "less.drl",
                                "rule \"less\" when ResetRequest( logonName == \"kiosk\" ) then deny( \"x\" ); end")),
                edit(
                        "a rule that is only observed",
                        f -> f.line(
                                "less.drl",
                                "rule \"less\" @mode( observe ) when ResetRequest( logonName == \"kiosk\" ) then permit( \"x\" ); end")));
    }

    private static Arguments edit(String what, UnaryOperator<PolicyFolders> edit) {
        return Arguments.of(what, edit);
    }

    /** The policy in force: the shipped one, with rows in the tables that are shipped without any. */
    private PolicyFolders inForce() {
        return PolicyFolders.shipped(temp)
                .line("protected-accounts.csv", "till,payroll,desk-1,runs the pay slips,")
                .line("reset-hours.csv", "*,Mon-Fri,08:00,18:00,Europe/Berlin,forbidden,")
                .replace("time-limits.csv", "*,*,,,observe", "*,*,60,480,enforce")
                .line("held.drl", "rule \"few\" when ResetRequest( observations < 3 ) then deny( \"x\" ); end")
                .line(
                        "held.drl",
                        "rule \"five\" when ResetRequest( standing, 10 / (observations - 5) > 20 ) then permit( \"x\" ); end")
                .line("held.drl", "rule \"often\" when ResetRequest( recurrencesInDay > 3 ) then deny( \"x\" ); end");
    }

    private Trial trial(UnaryOperator<PolicyFolders> edit) {
        var folder = inForce();
        var before = folder.open();
        var after = edit.apply(folder).open();
        return Trial.of(before, after, Differences.between(before, after), Questions.NOW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wider(String what, UnaryOperator<PolicyFolders> edit) {
        assertThat(trial(edit).wider()).as(what).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void narrower(String what, UnaryOperator<PolicyFolders> edit) {
        var trial = trial(edit);
        assertThat(trial.wider()).as(what).isEmpty();
        assertThat(trial.untried()).as(what).isEmpty();
    }

    @Test
    void everyQuestionThatWasMadeIsTried() {
        var folder = inForce();
        var before = folder.open();
        var after = folder.replace("limits.csv", "*,session,3", "*,session,2").open();
        var differences = Differences.between(before, after);
        long made = MadeQuestions.of(before, after, differences, Questions.NOW)
                .questions()
                .count();
        assertThat(made).isGreaterThan(100);
        assertThat(Trial.of(before, after, differences, Questions.NOW).tried()).isEqualTo(made);
    }

    @Test
    void whatCanOnlyNarrowNeedsNoQuestion() {
        assertThat(trial(f -> f.line("held.drl", "rule \"less\" when ResetRequest( standing ) then deny( \"x\" ); end"))
                        .tried())
                .isZero();
    }

    @Tag("slow")
    @Test
    void anEditOfVeryMuchIsNotTriedToItsEnd() {
        var folder = inForce();
        var before = folder.open();
        IntStream.range(0, 50).forEach(i -> folder.line("thresholds.csv", "s" + i + ",SYMPTOM_" + i + ",9,observe,,"));
        var after = folder.open();
        var made = MadeQuestions.of(before, after, Differences.between(before, after), Questions.NOW);
        assertThat(made.questions().count()).isEqualTo(MadeQuestions.MOST);
        assertThat(made.untried())
                .hasValue("it differs in so much that only 400000 of 730080 questions could be tried");
    }
}

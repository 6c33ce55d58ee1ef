package io.sessionwarden.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.Questions;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
                                "rule \"more\" when ResetRequest( server == \"till\" ) then ask( \"x\" ); end")));
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

    private Trial trial(UnaryOperator<PolicyFolders> edit) {
        var folder = PolicyFolders.shipped(temp);
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
}

package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules as they are shipped. */
class ShippedRulesTest {

    private static final Symptom FROZEN = new Symptom("FROZEN_DISPLAY", Symptom.Group.MALFUNCTIONS);
    private static final Symptom NEW_KIND = new Symptom("NEW_KIND", Symptom.Group.MALFUNCTIONS);
    private static final Questions DEAD = about().sick(Symptom.DEAD_LEADER, 60);

    @TempDir
    Path temp;

    private static History history(int session, int account, int server, int overall, int running) {
        return new History(1, 10, 1, session, account, server, overall, running, 0, 0, null);
    }

    /** For each shipped rule a question that it speaks to, on the tables below. */
    private static Map<String, Questions> oneForEachRule() {
        var each = new TreeMap<String, Questions>();
        each.put("The machine's console is never reset", DEAD.kind(SessionKind.CONSOLE));
        each.put("A session that waits for connections is never reset", DEAD.kind(SessionKind.LISTENER));
        each.put("The session of the system's services is never reset", DEAD.kind(SessionKind.SERVICES));
        each.put("A session whose state is not known is never reset", DEAD.in(SessionState.UNKNOWN));
        each.put("The warden's own session is never reset", DEAD.wardensOwnSession());
        each.put(
                "Whoever is denied the utility resets nothing, not even their own session", about().by("denied", 1009));
        each.put(
                "You can always reset the session that you sit in",
                about().by("ann", 1001).sittingThere());
        each.put("You can reset the other sessions of your own account", about().by("ann", 1001));
        each.put(
                "On a shared account only the session that you sit in is yours",
                about().by("desk", 1500).of("local", "desk", Account.ofUid("local", 1500)));
        each.put(
                "As in version 4.0, a shared account owns all its sessions",
                about().by("desk", 1500).of("old", "desk", Account.ofUid("old", 1500)));
        each.put("The same logon name is not yet the same person", about().by("ann", 2001));
        each.put(
                "As in version 4.0, the same logon name owns",
                about().by("ann", 1001).of("old", "ann", new Account("CORP", "7")));
        each.put("Whoever has the Reset permission may reset the sessions of others", about().byAdministrator());
        each.put("Another's session needs the Reset permission", about().by("bob", 1002));
        each.put(
                "A session of which nobody knows whose it is needs the Reset permission",
                about().by("bob", 1002).of("local", null, null));
        each.put("A session may be reset once it has been sick for as long as thresholds.csv says", DEAD);
        each.put(
                "A session that has not been sick for long may recover by itself",
                about().sick(Symptom.DEAD_LEADER, 1));
        each.put("The watchdog leaves a healthy session alone", about());
        each.put(
                "Without a line in thresholds.csv the watchdog does nothing about a symptom",
                about().sick(NEW_KIND, 9_999));
        each.put("A server that does not answer is no fault of its sessions", about().sick(Symptom.NOT_ANSWERING, 60));
        each.put(
                "The watchdog never resets a protected session",
                DEAD.of("local", "Payroll", Account.ofUid("local", 1200)));
        each.put(
                "When many sessions of a server are sick, the server is sick and not its sessions",
                DEAD.history(new History(1, 12, 5, 0, 0, 0, 0, 0, 0, 0, null)));
        each.put("One session is not reset again and again", DEAD.history(history(3, 0, 0, 0, 0)));
        each.put("One account's sessions are not reset again and again", DEAD.history(history(0, 6, 0, 0, 0)));
        each.put("One server's sessions are not reset in great numbers", DEAD.history(history(0, 0, 20, 0, 0)));
        each.put(
                "Sessions of all servers together are not reset in great numbers",
                DEAD.history(history(0, 0, 0, 60, 0)));
        each.put(
                "After a reset its effect is waited for",
                DEAD.history(new History(1, 10, 1, 0, 0, 0, 0, 0, 0, 0, Questions.NOW.minusSeconds(59))));
        each.put("What keeps coming back is asked about", DEAD.recurring(5));
        each.put("What comes back again and again is given up to a human", DEAD.recurring(10));
        each.put(
                "Outside reset hours the watchdog resets nothing",
                DEAD.of("night", "ann", Account.ofUid("night", 1001)));
        each.put("Whoever is connected is warned before the reset", about().sick(FROZEN, 60));
        each.put(
                "Whoever was warned has the time of grace",
                about().sick(FROZEN, 80).warned(29));
        each.put("A session idle within its time limit is left alone", about().sick(Symptom.IDLE_LIMIT, 0));
        each.put(
                "A session disconnected within its time limit is left alone",
                about().sick(Symptom.DISCONNECTED_LIMIT, 0));
        each.put("Only so many resets go on at once", DEAD.history(history(0, 0, 0, 0, 4)));
        each.put(
                "Only so many resets of one account go on at once",
                DEAD.history(new History(1, 99, 1, 0, 0, 0, 0, 1, 1, 1, null)));
        each.put(
                "Only so many resets on one server go on at once",
                DEAD.history(new History(1, 99, 1, 0, 0, 0, 0, 3, 0, 3, null)));
        each.put(
                "Only a share of a server's sessions is reset at once",
                DEAD.history(new History(1, 9, 1, 0, 0, 0, 0, 1, 0, 1, null)));
        return each;
    }

    private DroolsResetPolicy policyOfScenarios() {
        return Folder.shipped(temp)
                .row("access.csv", "denied,*,deny,")
                .row("shared-accounts.csv", "*,uid:1500,counter")
                .row("protected-accounts.csv", "*,payroll,*,runs the pay slips")
                .row("people.csv", "desk,old,uid:1500,")
                .row("people.csv", "ann,old,ann,")
                .row("servers.csv", "old,4.0,")
                .row("reset-hours.csv", "night,*,00:00,24:00,UTC,forbidden,")
                .open();
    }

    private static List<String> spoke(DroolsResetPolicy policy, Questions question) {
        var request = policy.decide(question.ask()).request();
        return policy.ruleBase().judge(List.of(request)).get(0).stream()
                .map(RuleOutcome::reason)
                .map(reason -> reason.rule())
                .toList();
    }

    @Test
    void everyShippedRuleSpeaksToTheQuestionThatItIsFor() {
        var policy = policyOfScenarios();
        oneForEachRule()
                .forEach((rule, question) ->
                        assertThat(spoke(policy, question)).as(rule).contains(rule));
    }

    @Test
    void aMissingLimitIsALimitOfNought() {
        var policy =
                Folder.shipped(temp).write("limits.csv", "server,scope,limit\n").open();
        assertThat(spoke(policy, DEAD)).contains("A limit that limits.csv does not name is a limit of nought");
        assertThat(policy.decide(DEAD.ask()).word()).isEqualTo("deny");
    }

    @Test
    void everyShippedRuleIsCoveredHere() throws PolicyException {
        var problems = new ArrayList<io.sessionwarden.policy.PolicyProblem>();
        var titles = new RuleReader(problems)
                .read(PolicyFiles.read(List.of(Folder.SHIPPED)).rules(problems)).stream()
                        .map(Rule::title)
                        .toList();
        assertThat(problems).isEmpty();
        var covered = new TreeSet<>(oneForEachRule().keySet());
        covered.add("A limit that limits.csv does not name is a limit of nought");
        assertThat(titles).containsExactlyInAnyOrderElementsOf(covered);
    }

    private Decision decide(Questions question) {
        return policyOfScenarios().decide(question.ask());
    }

    @Test
    void aDeadSessionIsResetByTheWatchdogWithItsReason() {
        var decision = decide(DEAD);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Permitted.class,
                        permitted -> assertThat(permitted.mode()).isEqualTo(Mode.ENFORCE));
        assertThat(decision.reasons())
                .hasToString(
                        "[DEAD_LEADER for 60 s (threshold 5 s) [A session may be reset once it has been sick for as"
                                + " long as thresholds.csv says]]");
    }

    @Test
    void whatMayBeAPersonsWishIsOnlyObserved() {
        for (var wish : List.of(Symptom.OUTPUT_BLOCKED, Symptom.STOPPED)) {
            assertThat(decide(about().sick(wish, 700)))
                    .isInstanceOfSatisfying(
                            Decision.Permitted.class,
                            permitted -> assertThat(permitted.mode()).isEqualTo(Mode.OBSERVE));
        }
    }

    @Test
    void aFrozenDisplayIsDeferredUntilItHasLasted() {
        assertThat(decide(about().sick(FROZEN, 20)))
                .isInstanceOfSatisfying(
                        Decision.Defer.class,
                        defer -> assertThat(defer.until()).isEqualTo(Questions.NOW.plusSeconds(40)));
        assertThat(decide(about().sick(FROZEN, 60).in(SessionState.DISCONNECTED))
                        .word())
                .isEqualTo("permit");
    }

    @Test
    void whoeverIsConnectedIsWarnedAndHasTheirGrace() {
        var frozen = about().sick(FROZEN, 60);
        assertThat(decide(frozen))
                .isInstanceOfSatisfying(
                        Decision.Warn.class, warn -> assertThat(warn.grace()).hasSeconds(30));
        assertThat(decide(frozen.warned(29)).word()).isEqualTo("defer");
        assertThat(decide(frozen.warned(30)).word()).isEqualTo("permit");
    }

    @Test
    void afterAResetTheSeatIsLeftAloneForTheCooldown() {
        assertThat(decide(DEAD.history(new History(1, 10, 1, 1, 1, 1, 1, 0, 0, 0, Questions.NOW.minusSeconds(59)))))
                .isInstanceOfSatisfying(
                        Decision.Defer.class,
                        defer -> assertThat(defer.until()).isEqualTo(Questions.NOW.plusSeconds(1)));
        assertThat(decide(DEAD.history(new History(1, 10, 1, 1, 1, 1, 1, 0, 0, 0, Questions.NOW.minusSeconds(60))))
                        .word())
                .isEqualTo("permit");
    }

    @Test
    void whatComesBackIsAskedAboutAndThenGivenUp() {
        assertThat(decide(DEAD.recurring(4)).word()).isEqualTo("permit");
        assertThat(decide(DEAD.recurring(5)).word()).isEqualTo("ask");
        assertThat(decide(DEAD.recurring(9)).word()).isEqualTo("ask");
        assertThat(decide(DEAD.recurring(10)).word()).isEqualTo("deny");
    }

    @Test
    void aStormIsTheServersFaultAndSaysSo() {
        assertThat(decide(DEAD.history(new History(1, 10, 5, 0, 0, 0, 0, 0, 0, 0, null)))
                        .reasons()
                        .get(0)
                        .message())
                .isEqualTo("5 sessions of local are sick (50 %, storm from 5 and 40 %): look at the server, nothing is"
                        + " reset there");
    }

    @Test
    void thresholdsAndLimitsAndProtectionDoNotBindAPerson() {
        var busy = about().by("ann", 1001).history(new History(1, 10, 9, 99, 99, 99, 99, 99, 0, 0, null));
        assertThat(decide(busy).word()).isEqualTo("permit");
        assertThat(decide(about().by("payroll", 1200).of("local", "payroll", Account.ofUid("local", 1200)))
                        .word())
                .isEqualTo("permit");
    }

    @Test
    void justBelowTheStormItIsTheSessionsFault() {
        assertThat(decide(DEAD.history(new History(1, 100, 39, 0, 0, 0, 0, 0, 0, 0, null)))
                        .word())
                .isEqualTo("permit");
        assertThat(decide(DEAD.history(new History(1, 4, 4, 0, 0, 0, 0, 0, 0, 0, null)))
                        .word())
                .isEqualTo("permit");
        assertThat(decide(DEAD.history(new History(1, 100, 40, 0, 0, 0, 0, 0, 0, 0, null)))
                        .word())
                .isEqualTo("deny");
    }

    @Test
    void theRefusalOfAnothersSessionNamesTheOwnerAndThePermission() {
        assertThat(decide(about().by("bob", 1002)).reasons().get(0).message())
                .isEqualTo("it is ann's session; you have no Reset permission on local");
    }

    @Test
    void aServersOwnLineCountsBeforeTheOneForAllServers() {
        var policy = Folder.shipped(temp)
                .row("thresholds.csv", "local,DEAD_LEADER,90,ask,")
                .open();
        assertThat(policy.decide(DEAD.ask()).word()).isEqualTo("defer");
        assertThat(policy.decide(about().sick(Symptom.DEAD_LEADER, 90).ask()))
                .isInstanceOfSatisfying(
                        Decision.Permitted.class,
                        permitted -> assertThat(permitted.mode()).isEqualTo(Mode.ASK));
    }

    @Test
    void practiceWaitsForNothingAndLeavesPayrollAlone() throws PolicyException {
        var policy = DroolsResetPolicy.open(List.of(Folder.SHIPPED, Path.of("src/main/dist/practice/rules")));
        for (var symptom : List.of(Symptom.DEAD_LEADER, Symptom.STOPPED, Symptom.OUTPUT_BLOCKED, Symptom.STUCK_STATE)) {
            assertThat(policy.decide(about().sick(symptom, 0).ask()))
                    .isInstanceOfSatisfying(
                            Decision.Permitted.class,
                            permitted -> assertThat(permitted.mode()).isEqualTo(Mode.ENFORCE));
        }
        assertThat(policy.decide(DEAD.of("local", "payroll", Account.ofUid("local", 1200))
                                .ask())
                        .word())
                .isEqualTo("deny");
    }
}

package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Question;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deciding in batches, and what becomes of rules that fail. */
class DroolsResetPolicyTest {

    private static final String DIVIDES = """
            rule "divides"
            when
                ResetRequest( 100 / runningResets > 1 )
            then
                permit( "x" );
            end
            """;
    private static final String RUNAWAY = """
            rule "a pattern that takes longer than the universe lasts"
            when
                ResetRequest( sessionName matches "(.*a){25}|pts/7" )
            then
                permit( "x" );
            end
            """;

    @TempDir
    Path temp;

    private static Questions dead(int id) {
        return about().of(Questions.session("local", "" + id, "ann", Account.ofUid("local", 1001)))
                .sick(Symptom.DEAD_LEADER, id % 10);
    }

    @Test
    void answersEachQuestionInItsPlaceHoweverManyThereAre() {
        var questions = IntStream.range(0, 1_050).mapToObj(id -> dead(id).ask()).toList();
        var decisions = Folder.shipped(temp).open().decide(questions);
        assertThat(decisions).hasSize(1_050);
        for (int i = 0; i < decisions.size(); i++) {
            assertThat(decisions.get(i).request().sessionId()).isEqualTo("" + i);
            assertThat(decisions.get(i).word()).isEqualTo(i % 10 >= 5 ? "permit" : "defer");
        }
    }

    @Test
    void equalQuestionsAreAnsweredEach() {
        var question = about().sick(Symptom.DEAD_LEADER, 30).ask();
        assertThat(Folder.shipped(temp).open().decide(List.of(question, question)))
                .hasSize(2)
                .allSatisfy(decision -> assertThat(decision.reasons()).hasSize(1));
    }

    @Test
    void answersSeveralThreadsAtOnce() throws Exception {
        var policy = Folder.shipped(temp).open();
        var questions = IntStream.range(0, 500).mapToObj(id -> dead(id).ask()).toList();
        var expected = words(policy.decide(questions));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var answers = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> words(policy.decide(questions))));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> words(List<Decision> decisions) {
        return decisions.stream().map(Decision::word).toList();
    }

    @Test
    void aRuleThatThrowsMakesOnlyItsOwnQuestionIndeterminate() {
        var policy = Folder.with(temp, DIVIDES).open();
        var fine = about().history(new Question.History(1, 1, 1, 0, 0, 0, 0, 2, 0, 0, null))
                .ask();
        var decisions = policy.decide(List.of(fine, about().ask(), fine));
        assertThat(words(decisions)).containsExactly("permit", "indeterminate", "permit");
        assertThat(decisions.get(1).reasons().get(0).message())
                .isEqualTo("rules/reset.drl:1: rule \"divides\" cannot be evaluated: / by zero");
    }

    @Tag("slow")
    @Test
    @Timeout(20)
    void aBatchThatOverrunsIsIndeterminateAndIsReallyEnded() throws Exception {
        var folder = Folder.with(temp, RUNAWAY);
        var policy =
                DroolsResetPolicy.of(PolicyFiles.read(List.of(folder.path())), new BatchRunner(Duration.ofMillis(200)));
        var slow =
                about().of(about().session().named("a".repeat(60) + "!", false)).ask();
        for (int i = 0; i < 12; i++) {
            assertThat(policy.decide(slow)).isInstanceOf(Decision.Indeterminate.class);
        }
        assertThat(policy.decide(about().ask()).word()).isEqualTo("permit");
    }

    @Test
    @Timeout(20)
    void whereNoPlaceIsLeftTheQuestionIsIndeterminateAndNoThreadIsAdded() throws Exception {
        var runner = new BatchRunner(Duration.ofMillis(50));
        var release = new java.util.concurrent.CountDownLatch(1);
        var started = new java.util.concurrent.atomic.AtomicInteger();
        while (started.get() < 4) {
            overrun(runner, () -> {
                started.incrementAndGet();
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return "";
            });
        }
        assertThat(overrun(runner, () -> "quick")).contains("earlier decisions have not ended");
        release.countDown();
        io.sessionwarden.fake.Await.until(
                "a place is free again", () -> overrun(runner, () -> "quick").isEmpty());
    }

    private static String overrun(BatchRunner runner, java.util.concurrent.Callable<String> batch) {
        try {
            runner.run(batch);
            return "";
        } catch (java.util.concurrent.TimeoutException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void eachCauseIsLoggedOnceAndNoMoreThanFiftyOfThem() {
        var divides = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            divides.append(DIVIDES.replace("\"divides\"", "\"divides " + i + "\"")
                    .replace("100 /", "sickSeconds == " + i + " && 100 /"));
        }
        var policy = Folder.with(temp, divides.toString()).open();
        var logged = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger(DroolsResetPolicy.class.getName());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            for (int i = 0; i < 60; i++) {
                policy.decide(about().sick(Symptom.STOPPED, i / 2).ask());
            }
            assertThat(logged)
                    .hasSize(30)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("policy " + policy.revision()
                                    + " gave no answer for 1 session(s): rules/reset.drl:"));
            for (int i = 30; i < 60; i++) {
                policy.decide(about().sick(Symptom.STOPPED, i).ask());
            }
            assertThat(logged).hasSize(50);
        } finally {
            logger.setUseParentHandlers(true);
            logger.removeHandler(handler);
        }
    }

    @Test
    void nothingThatARuleSaysOpensWhatIsNeverReset() {
        var policy = Folder.with(temp, "rule \"all\" when ResetRequest() then permit( \"all\" ); end")
                .open();
        assertThat(policy.decide(about().ask()).word()).isEqualTo("permit");
        assertThat(policy.decide(about().wardensOwnSession().ask()).word()).isEqualTo("deny");
        assertThat(policy.decide(about().kind(io.sessionwarden.session.SessionKind.CONSOLE)
                                .ask())
                        .word())
                .isEqualTo("deny");
    }

    @Test
    void denyBeatsAskBeatsDeferBeatsPermit() {
        var rules = new StringBuilder();
        var expected = List.of("permit", "defer", "ask", "deny");
        var says = List.of("permit( \"p\" )", "defer( 9, \"w\" )", "ask( \"a\" )", "deny( \"d\" )");
        for (int i = 0; i < says.size(); i++) {
            rules.append("rule \"")
                    .append(i)
                    .append("\" when ResetRequest() then ")
                    .append(says.get(i))
                    .append(" end\n");
            assertThat(Folder.with(temp, rules.toString())
                            .open()
                            .decide(about().ask())
                            .word())
                    .isEqualTo(expected.get(i));
        }
    }
}

package io.sessionwarden.bench;

import io.sessionwarden.policy.Decision;
import java.util.Map;
import java.util.TreeMap;

/** Before anything is measured: everybody who is measured gives the same answers, and the answers are not all alike. */
final class SameAnswers {

    /** How many of the ten thousand answers each word must have at least. */
    private static final int FEWEST = 50;

    private static final String[] WORDS = {"permit", "deny", "defer", "warn", "ask"};

    private SameAnswers() {}

    /**
     * How often each answer is given.
     *
     * @throws IllegalStateException where two differ, or the questions are too much alike
     */
    static Map<String, Integer> check() {
        var policy = PolicyBenchmark.shipped();
        var cedar = new CedarRules();
        var questions = PolicyBenchmark.questions();
        var byRules = policy.decide(questions);
        var byHand = new HandWritten(policy).decide(questions);
        var words = new TreeMap<String, Integer>();
        for (int i = 0; i < questions.size(); i++) {
            var decision = byRules.get(i);
            words.merge(decision.word(), 1, Integer::sum);
            expectSame(decision, told(decision), told(byHand.get(i)));
            boolean permitted = cedar.permits(cedar.request(decision.request()));
            expectSame(decision, decision.word().equals("permit"), permitted);
        }
        for (var word : WORDS) {
            if (words.getOrDefault(word, 0) < FEWEST) {
                throw new IllegalStateException("too few questions end in " + word + ": " + words);
            }
        }
        return words;
    }

    private static void expectSame(Decision decision, Object byRules, Object byOther) {
        if (!byRules.equals(byOther)) {
            throw new IllegalStateException("the rules in rules/ say " + byRules + " and their copy in src/bench says "
                    + byOther + " of " + decision.request());
        }
    }

    /** Everything that a decision says. */
    private static String told(Decision decision) {
        var more = "";
        if (decision instanceof Decision.Defer defer) {
            more = defer.until().toString();
        } else if (decision instanceof Decision.Warn warn) {
            more = warn.grace().toString();
        } else if (decision instanceof Decision.Permitted permitted) {
            more = permitted.mode().toString();
        }
        return String.join(" ", decision.word(), more, decision.reasons() + " " + decision.observed());
    }
}

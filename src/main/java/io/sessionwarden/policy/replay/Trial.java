package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.replay.Change.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two policies tried on questions made up where they differ: about the servers, accounts, symptoms and callers that the
 * changed rules and rows name, with every number that stands there, one less and one more. What it finds is a fact; what it
 * does not find is no proof.
 */
public final class Trial {

    private static final int BATCH = 100;

    private final long tried;
    private final Optional<Change> wider;
    private final Optional<String> untried;

    private Trial(long tried, Optional<Change> wider, Optional<String> untried) {
        this.tried = tried;
        this.wider = wider;
        this.untried = untried;
    }

    /**
     * Tries them.
     *
     * @param before the policy in force
     * @param after the edited one
     * @param differences where they differ
     * @param at about when the questions are asked
     */
    public static Trial of(OpenPolicy before, OpenPolicy after, Differences differences, Instant at) {
        var made = MadeQuestions.of(before, after, differences, at);
        long tried = 0;
        var batch = new ArrayList<Question>(BATCH);
        var questions = made.questions().iterator();
        while (questions.hasNext()) {
            batch.add(questions.next());
            if (batch.size() == BATCH || !questions.hasNext()) {
                tried += batch.size();
                var wider = wider(before, after, batch);
                if (wider.isPresent()) {
                    return new Trial(tried, wider, Optional.empty());
                }
                batch.clear();
            }
        }
        return new Trial(tried, Optional.empty(), made.untried());
    }

    private static Optional<Change> wider(OpenPolicy before, OpenPolicy after, List<Question> batch) {
        var was = before.decide(batch);
        var is = after.decide(batch);
        for (int i = 0; i < batch.size(); i++) {
            var change = new Change(batch.get(i).at(), batch.get(i), Verdict.of(was.get(i)), Verdict.of(is.get(i)));
            if (change.kind() == Kind.MORE) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    /** How many questions both were asked. */
    public long tried() {
        return tried;
    }

    /** A question that the edited policy answers with more than the one in force. */
    public Optional<Change> wider() {
        return wider;
    }

    /** What could not be tried, where that leaves open whether the edited policy permits more. */
    public Optional<String> untried() {
        return untried;
    }
}

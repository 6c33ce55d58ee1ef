package io.sessionwarden.rollout;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyCheck;
import io.sessionwarden.policy.replay.Change;
import io.sessionwarden.policy.replay.Change.Kind;
import io.sessionwarden.policy.replay.Differences;
import io.sessionwarden.policy.replay.RecordedQuestions;
import io.sessionwarden.policy.replay.Replay;
import io.sessionwarden.policy.replay.Replay.Bounds;
import io.sessionwarden.policy.replay.ReplayResult;
import io.sessionwarden.policy.replay.Trial;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges an edit before it may come into force: runs what it promises itself, tries it on questions made up where it differs
 * from the policy in force, and decides again what was asked of late. Takes up to a minute; safe for use by several threads.
 */
public final class Judge {

    private static final Duration OF_LATE = Duration.ofDays(30);
    private static final Bounds BOUNDS = new Bounds(500_000, Duration.ofSeconds(60));

    private final List<PolicyCheck> checks;
    private final RecordedQuestions recorded;
    private final InstantSource clock;

    /**
     * @param checks what every policy must pass
     * @param recorded what was asked of late
     */
    public Judge(List<PolicyCheck> checks, RecordedQuestions recorded, InstantSource clock) {
        this.checks = List.copyOf(checks);
        this.recorded = recorded;
        this.clock = clock;
    }

    Judgement judge(OpenPolicy inForce, OpenPolicy edit) {
        var problems =
                checks.stream().flatMap(check -> check.problems(edit).stream()).toList();
        if (!problems.isEmpty()) {
            return new Judgement.Unfit(problems);
        }
        var now = clock.instant();
        var trial = Trial.of(inForce, edit, Differences.between(inForce, edit), now);
        var replay = Replay.againstAnotherPolicy(recorded, now.minus(OF_LATE), inForce, edit, BOUNDS, clock);
        var why = new ArrayList<String>();
        trial.wider().ifPresent(change -> why.add("it permits more: " + told(change)));
        trial.untried().ifPresent(why::add);
        if (replay.count(Kind.MORE) > 0) {
            why.add(replay.count(Kind.MORE) + " of the decisions of the last " + OF_LATE.toDays()
                    + " days would permit more: " + told(replay.first(Kind.MORE).get(0)));
        }
        if (replay.beyond() > 0) {
            why.add(replay.beyond() + " decisions of the last " + OF_LATE.toDays()
                    + " days could not be decided again in time");
        }
        return why.isEmpty() ? new Judgement.Narrower(tried(trial, replay)) : new Judgement.Wider(why);
    }

    private static String tried(Trial trial, ReplayResult replay) {
        return "nothing more is permitted in " + trial.tried() + " questions made up and " + replay.decided()
                + " of the last " + OF_LATE.toDays() + " days";
    }

    private static String told(Change change) {
        var question = change.question();
        var session = question.session();
        var symptom = question.incident().symptomName();
        return (symptom.isEmpty() ? "nothing wrong" : symptom) + ", session " + session.name() + " of "
                + (session.logonName() == null ? "nobody known" : session.logonName()) + " on " + session.server()
                + ", asked by " + question.caller().who() + ": " + change.before() + " -> " + change.after();
    }
}

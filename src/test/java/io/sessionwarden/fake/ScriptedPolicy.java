package io.sessionwarden.fake;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Ownership;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A policy of one rule, which says what the test sets. The weighing is the real one. */
public final class ScriptedPolicy implements ResetPolicy {

    private static final int PLENTY = 999;

    private volatile Effect effect = Effect.PERMIT;
    private volatile Mode mode = Mode.ENFORCE;
    private volatile String revision = "r1";
    private volatile Mode ruleMode = Mode.ENFORCE;
    private volatile Ladder ladder = Ladder.RESET;
    private volatile boolean keepsToTheirOwn;
    private volatile int recurrenceGiveUp = -1;
    private volatile int serverRunningLimit = PLENTY;
    private volatile TimeLimits limits = TimeLimits.NONE;
    private final Set<String> privileges = ConcurrentHashMap.newKeySet();
    private final List<Question> asked = new ArrayList<>();

    public void say(Effect newEffect) {
        effect = newEffect;
    }

    public void mode(Mode newMode) {
        mode = newMode;
    }

    /** The mode of the rule itself. */
    public void ruleMode(Mode newMode) {
        ruleMode = newMode;
    }

    public void ladder(Ladder newLadder) {
        ladder = newLadder;
    }

    /** From now on people see only sessions of their own logon name. */
    public void keepEverybodyToTheirOwn() {
        keepsToTheirOwn = true;
    }

    /** From how many illnesses within a day the watchdog gives up. What is said then is for the test to say, too. */
    public void recurrenceGiveUp(int most) {
        recurrenceGiveUp = most;
    }

    /** How many resets of a server may run at once. What the rule says of it is for the test to say, too. */
    public void serverRunningLimit(int most) {
        serverRunningLimit = most;
    }

    public void limits(TimeLimits newLimits) {
        limits = newLimits;
    }

    /** From now on whoever logs on with that name may do that on that server. */
    public void give(String logonName, Privilege what, String server) {
        privileges.add(logonName + " " + what + " " + server);
    }

    public void revision(String newRevision) {
        revision = newRevision;
    }

    public synchronized List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<Decision> decide(List<Question> questions) {
        return questions.stream().map(this::decideOne).toList();
    }

    private synchronized Decision decideOne(Question question) {
        asked.add(question);
        var said = new RuleOutcome(effect, new Reason("the rule", "because"), Duration.ofSeconds(10), ruleMode);
        return Decision.of(question, request(question), List.of(said), revision, ladder);
    }

    @Override
    public TimeLimits timeLimits(Session session) {
        return limits;
    }

    @Override
    public boolean mayQuery(Caller caller, Session session) {
        return !keepsToTheirOwn || caller.logonName().equals(session.logonName());
    }

    @Override
    public boolean may(Caller caller, Privilege what, String server) {
        return caller.administrator() || privileges.contains(caller.logonName() + " " + what + " " + server);
    }

    @Override
    public String revision() {
        return revision;
    }

    private ResetRequest request(Question question) {
        var session = question.session();
        var history = question.history();
        return new ResetRequest(
                question.caller().isWatchdog(),
                question.caller().logonName(),
                "",
                Ownership.NONE,
                false,
                false,
                false,
                false,
                session.server(),
                session.connector(),
                session.id(),
                session.name(),
                "",
                "",
                session.kind(),
                session.state(),
                session.standing(),
                false,
                question.wardensOwn(),
                -1,
                -1,
                -1,
                -1,
                -1,
                history.sessionsOfLogonName(),
                question.incident().symptomName(),
                Duration.between(question.incident().symptomSince(), question.at())
                        .toSeconds(),
                question.incident().observations(),
                question.incident().recurrence(),
                -1,
                recurrenceGiveUp,
                0,
                mode,
                0,
                -1,
                true,
                0,
                history.sickOfServer(),
                -1,
                -1,
                history.sessionResets(),
                PLENTY,
                history.accountResets(),
                PLENTY,
                history.serverResets(),
                PLENTY,
                history.overallResets(),
                PLENTY,
                history.running(),
                PLENTY,
                history.accountRunning(),
                PLENTY,
                history.serverRunning(),
                serverRunningLimit,
                0,
                100,
                -1,
                -1);
    }
}

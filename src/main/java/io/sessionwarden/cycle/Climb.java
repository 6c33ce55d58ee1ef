package io.sessionwarden.cycle;

import io.sessionwarden.cycle.CycleWriter.End;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.SecondLook.Answer;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Ladder.Step;
import io.sessionwarden.reset.Outcome.Old;
import io.sessionwarden.reset.Relief;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One cycle while one thread carries it on: rung by rung, each looked at again before and verified afterwards, until it has
 * ended, waits for something, or is lost to somebody else. For one thread.
 */
final class Climb {

    /** How long a server that gives no answer may keep a cycle waiting, beyond what its rung may take to work. */
    private static final Duration MOST_UNSEEN = Duration.ofMinutes(5);

    /** What a rung is given to work at least, and where the warden stopped before it could write down how long. */
    private static final Duration USUALLY = Ladder.RESET.steps().get(0).time();

    private final WatchedServer server;
    private final Tools tools;
    private final @Nullable Pause before;
    private final List<String> told;
    private Cycle cycle;
    private boolean goesOn = true;

    /** Whether the last act could not end all of the session's processes: then it has not healed, however it looks. */
    private boolean incomplete;

    /**
     * What every climb works with.
     *
     * @param secondLook asks everything again
     * @param resetter takes rungs and verifies them
     * @param examiner examines a session afresh
     * @param writer records each transition
     * @param clock the time
     * @param steady a clock that cannot be set
     */
    record Tools(
            SecondLook secondLook,
            Resetter resetter,
            Examiner examiner,
            CycleWriter writer,
            InstantSource clock,
            InstantSource steady) {}

    /**
     * What this warden remembers of a cycle that waits.
     *
     * @param told what was done and seen, in order, in plain words
     * @param state in which it waits
     * @param rung which it has taken last, or null
     * @param since since when, by the steady clock
     */
    record Pause(
            List<String> told, CycleState state, @Nullable Rung rung, Instant since) {}

    /** @param before where it was when it had to wait; null where it did not, or for another warden */
    Climb(Cycle cycle, WatchedServer server, @Nullable Pause before, Tools tools) {
        this.cycle = cycle;
        this.server = server;
        this.before = before;
        this.told = before == null ? new ArrayList<>() : new ArrayList<>(before.told());
        this.tools = tools;
    }

    /** Where it is now; nothing where it has ended. Where somebody else has it, that is for the ledger to tell. */
    Optional<Pause> pause() {
        return goesOn
                ? Optional.of(new Pause(List.copyOf(told), cycle.state(), cycle.rung(), since()))
                : Optional.empty();
    }

    private Instant since() {
        return before != null && before.state() == cycle.state() && before.rung() == cycle.rung()
                ? before.since()
                : tools.steady().instant();
    }

    void go() {
        switch (cycle.state()) {
            case ASKED, WARNED -> {
                if (!tools.secondLook().cannotJudge(server)) {
                    awaitPeople();
                }
            }
            case PERMITTED, EVIDENCE_KEPT -> climb();
            case RESETTING -> {
                if (told.isEmpty()) {
                    told.add("the warden stopped in the middle of the act");
                }
                lookAfter();
            }
            case VERIFYING -> {
                incomplete = tools.writer().leftSomething(cycle);
                verify(timeLeft());
            }
            default -> throw new IllegalStateException(cycle.id() + " has ended");
        }
    }

    private void awaitPeople() {
        if (cycle.state() == CycleState.ASKED) {
            awaitApproval();
        } else {
            awaitGrace();
        }
    }

    private void awaitApproval() {
        var answer = look();
        if (!waits()) {
            withdraw("nobody approved it in time", null);
        } else if (answer instanceof Answer.Stop stop) {
            withdraw(stop.why(), stop.ending());
        }
    }

    private void awaitGrace() {
        var answer = look();
        if (answer instanceof Answer.Stop stop) {
            withdraw(stop.why(), stop.ending());
        } else if (!waits() && advance(Move.to(CycleState.PERMITTED), Map.of("message", "the grace is over"))) {
            climb();
        }
    }

    /** By the steady clock too: the machine's may have been set far back while no warden ran. */
    private boolean waits() {
        var waited = Duration.between(since(), tools.steady().instant());
        return cycle.waitsAt(tools.clock().instant())
                && cycle.waitsAt(cycle.changed().plus(waited));
    }

    /** Takes rung after rung, until one works or nothing is left to be done now. */
    private void climb() {
        boolean again = true;
        while (again) {
            var answer = look();
            if (answer instanceof Answer.Go go) {
                again = take(go);
            } else {
                again = false;
                withdraw(answer);
            }
        }
    }

    private Answer look() {
        return tools.secondLook().look(cycle, server, tools.writer().incidentOf(cycle));
    }

    /** Takes the next rung that the host has; answers whether it did not work and the next one is to be taken. */
    private boolean take(Answer.Go go) {
        var offered = server.roster().hostOf(go.session()).rungs(go.session());
        var step = go.permit().ladder().above(cycle.rung());
        while (step.isPresent()
                && step.get().rung() != Rung.WARN
                && !offered.contains(step.get().rung())) {
            step = step.get().rung() == Rung.HUMAN
                    ? Optional.empty()
                    : go.permit().ladder().above(step.get().rung());
        }
        if (cycle.state() == CycleState.EVIDENCE_KEPT
                && (step.isEmpty() || step.get().rung() == Rung.WARN)) {
            withdraw("its ladder was changed meanwhile", null);
            return false;
        }
        if (step.isEmpty()) {
            end(noRungIsLeft(), told.isEmpty() ? "its ladder has no rung for it" : "no rung is left", null);
            return false;
        }
        return step.get().rung() == Rung.WARN ? warn(go.session(), step.get()) : act(go, step.get());
    }

    private boolean warn(Session session, Step step) {
        var symptom = tools.writer().incidentOf(cycle).symptomName();
        var notice = Warner.tell(server, session, Warner.text(cycle.incident(), session, step.time(), symptom));
        var until = tools.clock().instant().plus(step.time());
        advance(
                Move.waiting(Rung.WARN, CycleState.WARNED, until),
                Map.of(
                        "message",
                        notice.how(),
                        "graceSeconds",
                        Long.toString(step.time().toSeconds())));
        return false;
    }

    private boolean act(Answer.Go go, Step step) {
        if (!keepEvidence(go.session())) {
            return false;
        }
        if (!go.permit().validAt(tools.clock().instant())) {
            // Keeping the evidence took so long that everything has to be looked at again.
            return true;
        }
        if (!advance(
                Move.taking(step.rung(), CycleState.RESETTING),
                Map.of(
                        "rule",
                        go.permit().reasons().get(0).rule(),
                        "message",
                        "looked again: the same incarnation, and still permitted"))) {
            return false;
        }
        try {
            var act = tools.resetter().perform(go.permit(), step.rung(), go.session(), server.roster(), cycle.ready());
            return act.result() == Act.Result.OTHER_INCARNATION ? withdrawn(go.session(), act) : verify(act, step);
        } catch (HostException e) {
            told.add("the host could not do it: " + e.getMessage());
            return lookAfter();
        }
    }

    /** A standing session that is missing is missing still: there was nothing to be reset. */
    private boolean withdrawn(Session session, Act act) {
        end(new End(CycleState.WITHDRAWN, act.steps(), session.standing() ? null : Ending.ENDED), Map.of());
        return false;
    }

    /**
     * Keeps what a later reader may want to know of the session, which nobody can see once it is reset. Of one that is down
     * already there is nothing to be seen that its incident does not tell, and nothing to be kept.
     */
    private boolean keepEvidence(Session session) {
        return session.gone()
                || cycle.state() == CycleState.EVIDENCE_KEPT
                || advance(Move.to(CycleState.EVIDENCE_KEPT), EvidenceKeeper.take(cycle, server, session));
    }

    private boolean verify(Act act, Step step) {
        told.addAll(act.steps());
        act.leftRunning().forEach(left -> told.add("left running: " + left));
        incomplete = act.result() == Act.Result.INCOMPLETE;
        var time = tools.resetter().timeFor(cycle.session(), step.rung(), server.roster(), step.time());
        return advance(
                        Move.until(CycleState.VERIFYING, tools.clock().instant().plus(time)),
                        Map.of(
                                "steps",
                                Events.joined(act.steps()),
                                "leftRunning",
                                Events.leftRunning(act.leftRunning()),
                                CycleWriter.INCOMPLETE,
                                Boolean.toString(incomplete)))
                && verify(time);
    }

    /** Of the time that the rung was given; what has reopened meanwhile needs some in any case. */
    private Duration timeLeft() {
        var until = cycle.until();
        var left = until == null ? USUALLY : Duration.between(tools.clock().instant(), until);
        return Collections.max(List.of(USUALLY, Collections.min(List.of(left, ownTime()))));
    }

    /** How long the rung was given to work. */
    private Duration ownTime() {
        return cycle.until() == null ? Duration.ZERO : Duration.between(cycle.changed(), cycle.until());
    }

    /** Waits for the rung to work; answers whether it did not and the next one is to be taken. */
    private boolean verify(Duration time) {
        var rung = cycle.rung();
        if (rung == null) {
            return verifyClosed(Rung.RESET, time);
        }
        return rung.closes() ? verifyClosed(rung, time) : verifyStanding(rung, time);
    }

    private boolean verifyClosed(Rung rung, Duration time) {
        var outcome =
                tools.resetter().verify(cycle.session(), rung, server.roster(), server.prober(), cycle.ready(), time);
        if (outcome.old() == Old.UNSEEN && mayWait()) {
            return false;
        }
        var values = new TreeMap<String, String>();
        outcome.values().forEach((name, value) -> values.put("value." + name, value.toString()));
        if (outcome.healed() && !incomplete) {
            end(new End(CycleState.HEALED, outcome.told(), Ending.HEALED), values);
            return false;
        }
        if (outcome.old() == Old.STANDS) {
            return next(outcome.told());
        }
        var seen = incomplete ? List.of("not all of its processes could be ended") : outcome.told();
        end(new End(noRungIsLeft(), seen, Ending.NOT_HEALED), values);
        return false;
    }

    private boolean verifyStanding(Rung rung, Duration given) {
        var session = cycle.session();
        // Fewer looks could not tell that it goes on, and a session that does would be reset.
        var least = server.prober().spacing(session).plusSeconds(1);
        var time = given.compareTo(least) < 0 ? least : given;
        var relief = tools.resetter()
                .verifyStanding(
                        session,
                        server.roster(),
                        server.prober(),
                        now -> tools.examiner()
                                .examine(server, now, tools.steady().instant()),
                        time);
        return switch (relief.seen()) {
            case RELIEVED -> ended(CycleState.HEALED, relief, Ending.HEALED);
            case GONE -> ended(CycleState.HEALED, relief, Ending.ENDED);
            case UNSEEN -> !mayWait() && ended(noRungIsLeft(), relief, null);
            case SICK -> next(List.of(rung.word() + " did not heal it: " + relief.told()));
        };
    }

    private boolean ended(CycleState to, Relief relief, @Nullable Ending ending) {
        end(to, relief.told(), ending);
        return false;
    }

    /** Goes on to the next rung; from there it is asked again whether there is one and whether it may be taken. */
    private boolean next(List<String> why) {
        told.addAll(why);
        return advance(Move.to(CycleState.PERMITTED), Map.of("message", Events.joined(why)));
    }

    /** The act may or may not have been done: only a look can tell, and only what it shows is said. */
    private boolean lookAfter() {
        var seen = tools.resetter().look(cycle.session(), true, server.roster(), server.prober(), cycle.ready());
        switch (seen.old()) {
            case CLOSED -> {
                told.add("a look shows that it closed");
                return advance(Move.to(CycleState.VERIFYING), Map.of("steps", Events.joined(told))) && verify(USUALLY);
            }
            case STANDS ->
                unknown(List.of("the same incarnation still stands; whether anything was done cannot be told"));
            case UNSEEN -> {
                if (!mayWait()) {
                    unknown(seen.told());
                }
            }
        }
        return false;
    }

    private void unknown(List<String> seen) {
        var all = Events.and(told, seen);
        told.clear();
        end(new End(CycleState.UNKNOWN, all, null), Map.of());
    }

    /**
     * A look in vain shows nothing: for a while the cycle stays as it is, and is queued again with all open ones. The clock may
     * have been set far back while no warden ran, so it is not waited longer by the steady one either.
     */
    private boolean mayWait() {
        var most = ownTime().plus(MOST_UNSEEN);
        return !tools.clock().instant().isAfter(cycle.changed().plus(most))
                && !tools.steady().instant().isAfter(since().plus(most));
    }

    /** A person who asked is told; what the watchdog could not heal is given to a human. */
    private CycleState noRungIsLeft() {
        return cycle.caller().isWatchdog() ? CycleState.ESCALATED : CycleState.FAILED;
    }

    private void withdraw(Answer answer) {
        if (answer instanceof Answer.Stop stop) {
            withdraw(stop.why(), stop.ending());
        } else if (answer instanceof Answer.Unapproved unapproved) {
            withdraw("no longer permitted without approval: " + unapproved.why(), null);
        }
    }

    private void withdraw(String why, @Nullable Ending ending) {
        end(CycleState.WITHDRAWN, why, ending);
    }

    private void end(CycleState to, String why, @Nullable Ending ending) {
        end(End.of(to, why, ending), Map.of());
    }

    private void end(End end, Map<String, String> details) {
        goesOn = !tools.writer().end(cycle, end, told, details);
    }

    /** Whether the cycle is still ours after it. */
    private boolean advance(Move move, Map<String, String> details) {
        var advanced = tools.writer().advance(cycle, move, details);
        advanced.ifPresent(next -> cycle = next);
        return advanced.isPresent();
    }
}

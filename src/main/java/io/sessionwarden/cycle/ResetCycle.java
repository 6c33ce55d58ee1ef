package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.cycle.SecondLook.Answer;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.reset.Outcome;
import io.sessionwarden.reset.Outcome.Old;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One reset from its permit to its end. Goes on from whatever state the ledger holds, so that the same call starts a cycle
 * and takes up one that a crash has cut: then it looks, and never repeats blindly.
 *
 * <p>Safe for use by several threads; a cycle that runs here already is left alone.
 */
public final class ResetCycle {

    private final Servers servers;
    private final IncidentBook incidents;
    private final ResetPolicy policy;
    private final SecondLook secondLook;
    private final Resetter resetter;
    private final Ledger ledger;
    private final CycleEnds ends;
    private final InstantSource clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** How long a server that gives no answer may keep a cycle waiting. */
    private static final Duration MOST_UNSEEN = Duration.ofMinutes(5);

    /** What is to be told of the cycles that wait for an answer of their server. */
    private final Map<String, List<String>> waiting = new ConcurrentHashMap<>();

    ResetCycle(Wiring wiring, Questions questions, Examiner examiner, CycleEnds ends) {
        this.servers = wiring.servers();
        this.incidents = wiring.incidents();
        this.policy = wiring.policy();
        this.secondLook = new SecondLook(questions, examiner, wiring);
        this.resetter = wiring.resetter();
        this.ledger = wiring.ledger();
        this.ends = ends;
        this.clock = wiring.clock();
    }

    /** Carries the cycle on to its end; nothing where it has ended or is unknown. What is thrown is a fault of the warden. */
    public void run(String id) {
        if (!running.add(id)) {
            return;
        }
        try {
            ledger.findCycle(id).filter(cycle -> !cycle.state().ended()).ifPresent(this::carryOn);
        } finally {
            running.remove(id);
        }
    }

    private void carryOn(Cycle cycle) {
        incidents.takeIntoCare(cycle.incident());
        var server = servers.find(cycle.session().server());
        if (server.isEmpty()) {
            giveUp(cycle, "its server is no longer configured");
            return;
        }
        switch (cycle.state()) {
            case PERMITTED -> begin(cycle, server.get());
            case RESETTING ->
                lookAfter(
                        cycle,
                        server.get(),
                        waiting.getOrDefault(cycle.id(), List.of("the warden stopped in the middle of the act")));
            case VERIFYING -> verify(cycle, server.get(), waiting.getOrDefault(cycle.id(), List.of()));
            default -> throw new IllegalStateException(cycle.id() + " has ended");
        }
    }

    private void begin(Cycle cycle, WatchedServer server) {
        var answer = secondLook.look(cycle, server, incidentOf(cycle));
        if (answer instanceof Answer.Stop stop) {
            end(cycle, CycleState.WITHDRAWN, List.of(stop.why()), stop.ending());
        } else if (answer instanceof Answer.Go go) {
            reset(cycle, server, go);
        }
    }

    private void reset(Cycle cycle, WatchedServer server, Answer.Go go) {
        var intent = new TreeMap<>(Events.told(evidence(go.session(), server)));
        intent.put("rule", go.permit().reasons().get(0).rule());
        intent.put("message", "looked again: the same incarnation, and still permitted");
        var resetting = advance(cycle, CycleState.RESETTING, step(cycle, CycleState.RESETTING, intent));
        if (resetting.isEmpty()) {
            return;
        }
        try {
            var act = resetter.perform(go.permit(), go.session(), server.roster(), cycle.ready());
            if (act.result() == Act.Result.OTHER_INCARNATION) {
                // A standing session that is missing is missing still: there was nothing to be reset.
                end(
                        resetting.get(),
                        CycleState.WITHDRAWN,
                        act.steps(),
                        go.session().standing() ? null : Ending.ENDED);
            } else {
                verify(resetting.get(), server, act);
            }
        } catch (HostException e) {
            lookAfter(resetting.get(), server, List.of("the host could not do it: " + e.getMessage()));
        }
    }

    /**
     * What a later reader may want to know of the session, which nobody can see once it is reset. Of one that is down already
     * there is nothing to be seen that its incident does not tell.
     */
    private static Evidence evidence(Session session, WatchedServer server) {
        if (session.state() == SessionState.DOWN) {
            return Evidence.of("it was down already");
        }
        try {
            return server.roster().hostOf(session).evidence(session);
        } catch (HostException e) {
            return Evidence.of("could not be taken: " + e.getMessage());
        }
    }

    private void verify(Cycle cycle, WatchedServer server, Act act) {
        var done = step(
                cycle,
                CycleState.VERIFYING,
                Map.of(
                        "steps", Events.joined(act.steps()),
                        "leftRunning", Events.leftRunning(act.leftRunning())));
        var told = new ArrayList<>(act.steps());
        act.leftRunning().forEach(left -> told.add("left running: " + left));
        var verifying = advance(cycle, CycleState.VERIFYING, done);
        if (verifying.isPresent() && act.result() == Act.Result.INCOMPLETE) {
            end(
                    verifying.get(),
                    CycleState.FAILED,
                    told,
                    List.of("not all of its processes could be ended"),
                    Ending.NOT_HEALED,
                    Map.of());
        } else {
            verifying.ifPresent(still -> verify(still, server, told));
        }
    }

    private void verify(Cycle cycle, WatchedServer server, List<String> before) {
        var outcome = resetter.verify(cycle.session(), server.roster(), server.prober(), cycle.ready());
        if (outcome.old() != Old.UNSEEN || !waits(cycle, before)) {
            end(cycle, outcome, before);
        }
    }

    /** A look in vain shows nothing: for a while the cycle stays as it is, and is queued again with all open ones. */
    private boolean waits(Cycle cycle, List<String> told) {
        if (clock.instant().isAfter(cycle.changed().plus(MOST_UNSEEN))) {
            return false;
        }
        waiting.put(cycle.id(), told);
        return true;
    }

    /** The act may or may not have been done: only a look can tell, and only what it shows is said. */
    private void lookAfter(Cycle cycle, WatchedServer server, List<String> why) {
        var seen = resetter.look(cycle.session(), true, server.roster(), server.prober(), cycle.ready());
        switch (seen.old()) {
            case CLOSED ->
                verify(
                        cycle,
                        server,
                        new Act(Act.Result.DONE, and(why, List.of("a look shows that it closed")), List.of()));
            case STANDS ->
                end(
                        cycle,
                        CycleState.UNKNOWN,
                        and(
                                why,
                                List.of("the same incarnation still stands; whether anything was done cannot be told")),
                        null);
            case UNSEEN -> {
                if (!waits(cycle, why)) {
                    end(cycle, CycleState.UNKNOWN, and(why, seen.told()), null);
                }
            }
        }
    }

    private static List<String> and(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private void end(Cycle cycle, Outcome outcome, List<String> before) {
        var more = new TreeMap<String, String>();
        outcome.values().forEach((name, value) -> more.put("value." + name, value.toString()));
        end(
                cycle,
                outcome.healed() ? CycleState.HEALED : CycleState.FAILED,
                before,
                outcome.told(),
                outcome.healed() ? Ending.HEALED : Ending.NOT_HEALED,
                more);
    }

    private void giveUp(Cycle cycle, String why) {
        switch (cycle.state()) {
            case PERMITTED -> end(cycle, CycleState.WITHDRAWN, List.of(why), Ending.ENDED);
            case RESETTING -> end(cycle, CycleState.UNKNOWN, List.of(why), Ending.ENDED);
            default -> end(cycle, CycleState.FAILED, List.of(why), Ending.NOT_HEALED);
        }
    }

    private void end(Cycle cycle, CycleState to, List<String> told, @Nullable Ending ending) {
        end(cycle, to, List.of(), told, ending, Map.of());
    }

    /** @param before what was told in steps of its own already: for whoever waits for the end */
    private void end(
            Cycle cycle,
            CycleState to,
            List<String> before,
            List<String> told,
            @Nullable Ending ending,
            Map<String, String> more) {
        var incident = incidentOf(cycle);
        var now = clock.instant();
        var details = new TreeMap<>(more);
        details.put("message", Events.joined(told));
        details.put(
                "sickMillis",
                Long.toString(Duration.between(incident.onset(), now).toMillis()));
        var events = new ArrayList<>(List.of(step(cycle, to, details)));
        var closed = ending(incident, to, ending).map(how -> incident.closed(now, how));
        closed.ifPresent(ended -> events.add(Events.of(ended, policy.revision())));
        var ended = ledger.advance(
                cycle.id(), cycle.state(), to, now, closed.stream().toList(), events);
        if (ended.isEmpty()) {
            return;
        }
        closed.map(Incident::id).ifPresentOrElse(incidents::remove, () -> incidents.release(incident.id()));
        waiting.remove(cycle.id());
        ends.ended(new Ended(ended.get(), and(before, told)));
    }

    /** How the incident ends with its cycle, or nothing where it goes on: an illness does, a mere wish for a reset does not. */
    private static Optional<Ending> ending(Incident incident, CycleState to, @Nullable Ending ending) {
        if (!incident.open()) {
            return Optional.empty();
        }
        if (ending == null && incident.symptom() == null) {
            return Optional.of(to == CycleState.UNKNOWN ? Ending.NOT_HEALED : Ending.NOT_RESET);
        }
        return Optional.ofNullable(ending);
    }

    private Optional<Cycle> advance(Cycle cycle, CycleState to, AuditEvent event) {
        return ledger.advance(cycle.id(), cycle.state(), to, clock.instant(), List.of(), List.of(event));
    }

    private AuditEvent step(Cycle cycle, CycleState to, Map<String, String> more) {
        return Events.step(cycle, to, incidentOf(cycle).symptomName(), policy.revision(), clock.instant(), more);
    }

    private Incident incidentOf(Cycle cycle) {
        return incidents
                .find(cycle.incident())
                .or(() -> ledger.findIncident(cycle.incident()))
                .orElseThrow(() -> new IllegalStateException(cycle.id() + " has no incident " + cycle.incident()));
    }
}

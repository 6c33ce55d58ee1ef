package io.sessionwarden.cycle;

import io.sessionwarden.cycle.CycleWriter.End;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.incident.IncidentBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One reset from its permit to its end. Goes on from whatever state the ledger holds, so that the same call starts a cycle,
 * takes it further when what it waits for is over, and takes up one that a crash has cut: then it looks, and never repeats
 * blindly.
 *
 * <p>Safe for use by several threads; a cycle that runs here already is left alone, and so is one that another warden has
 * claimed.
 */
public final class ResetCycle {

    private final Servers servers;
    private final IncidentBook incidents;
    private final Ledger ledger;
    private final CycleWriter writer;
    private final Vantage vantage;
    private final SetClock setClock;
    private final Climb.Tools tools;
    private final InstantSource clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** What is to be told of the cycles that wait for an answer of their server. */
    private final Map<String, List<String>> toldBefore = new ConcurrentHashMap<>();

    ResetCycle(Wiring wiring, SecondLook secondLook, Examiner examiner, CycleWriter writer, Guards guards) {
        this.servers = wiring.servers();
        this.incidents = wiring.incidents();
        this.ledger = wiring.ledger();
        this.writer = writer;
        this.vantage = guards.vantage();
        this.setClock = guards.setClock();
        this.tools = new Climb.Tools(secondLook, wiring.resetter(), examiner, writer, wiring.clock(), wiring.steady());
        this.clock = wiring.clock();
    }

    /** Carries the cycle on as far as it goes now; nothing where it has ended or is unknown. What is thrown is a fault of the warden. */
    public void run(String id) {
        if (!running.add(id)) {
            return;
        }
        try {
            setClock.mind();
            ledger.claim(id, clock.instant()).ifPresent(this::carryOn);
        } catch (RuntimeException e) {
            vantage.failed(e);
            throw e;
        } finally {
            running.remove(id);
        }
    }

    private void carryOn(Cycle cycle) {
        incidents.takeIntoCare(cycle.incident());
        var server = servers.find(cycle.session().server());
        if (server.isEmpty()) {
            giveUp(cycle);
            return;
        }
        var climb = new Climb(cycle, server.get(), toldBefore.getOrDefault(cycle.id(), List.of()), tools);
        climb.go();
        if (climb.goesOn() && !writer.endedMeanwhile(cycle)) {
            toldBefore.put(cycle.id(), climb.told());
        } else {
            toldBefore.remove(cycle.id());
        }
    }

    private void giveUp(Cycle cycle) {
        var why = "its server is no longer configured";
        var end = switch (cycle.state()) {
            case RESETTING -> End.of(CycleState.UNKNOWN, why, Ending.ENDED);
            case VERIFYING -> End.of(CycleState.FAILED, why, Ending.NOT_HEALED);
            default -> End.of(CycleState.WITHDRAWN, why, Ending.ENDED);
        };
        writer.end(cycle, end, List.of(), Map.of());
    }
}

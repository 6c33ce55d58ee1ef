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

    /** The cycles that wait, for people or for an answer of their server. */
    private final Map<String, Climb.Pause> waiting = new ConcurrentHashMap<>();

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
        boolean ended = false;
        try {
            ended = servers.find(cycle.session().server())
                    .map(server -> climb(cycle, server))
                    .orElseGet(() -> giveUp(cycle));
        } finally {
            // Whoever has ended it before its incident was taken into care does not give that back.
            if (ended || writer.endedMeanwhile(cycle)) {
                waiting.remove(cycle.id());
            }
        }
    }

    /** Answers whether it has ended by that. */
    private boolean climb(Cycle cycle, WatchedServer server) {
        var climb = new Climb(cycle, server, waiting.get(cycle.id()), tools);
        climb.go();
        climb.pause().ifPresent(pause -> waiting.put(cycle.id(), pause));
        return climb.pause().isEmpty();
    }

    /** Answers whether it has ended by that. */
    private boolean giveUp(Cycle cycle) {
        var why = "its server is no longer configured";
        var end = switch (cycle.state()) {
            case RESETTING -> End.of(CycleState.UNKNOWN, why, Ending.ENDED);
            case VERIFYING -> End.of(CycleState.FAILED, why, Ending.NOT_HEALED);
            default -> End.of(CycleState.WITHDRAWN, why, Ending.ENDED);
        };
        return writer.end(cycle, end, List.of(), Map.of());
    }
}

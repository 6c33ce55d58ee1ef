package io.sessionwarden.cycle;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.PolicyStanding;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The doors into the flow, made from one wiring: what the schedule calls, what the queue calls, where people ask, and where
 * they ask what would be.
 *
 * @param watch sweeps a server
 * @param reset carries a cycle on
 * @param operations answers people
 * @param interventions takes what people say to the watchdog
 * @param whatIf says what the policy would be asked
 */
public record Flow(
        WatchCycle watch, ResetCycle reset, Operations operations, Interventions interventions, WhatIf whatIf) {

    /**
     * Makes the flow and takes up what the ledger says was open when the warden last stopped.
     *
     * @param edits what there is to say of the policy's files
     */
    public static Flow of(Wiring wiring, Supplier<PolicyStanding> edits) {
        var questions = new Questions(wiring.ledger(), wiring.ownSession());
        var baselines = new Baselines();
        var examiner = new Examiner(wiring.policy());
        var ends = new CycleEnds();
        var open = wiring.ledger().openIncidents();
        wiring.incidents().resume(open);
        for (var server : wiring.servers().all()) {
            open.stream().map(Incident::session).filter(Objects::nonNull).forEach(server.roster()::recall);
        }
        wiring.ledger().openCycles().forEach(cycle -> wiring.incidents().takeIntoCare(cycle.incident()));
        var writer = new CycleWriter(wiring, ends);
        var guards = Guards.of(wiring);
        var watch = new WatchCycle(wiring, questions, examiner, baselines, writer, guards);
        return new Flow(
                watch,
                new ResetCycle(
                        wiring, new SecondLook(questions, examiner, guards.holds(), wiring), examiner, writer, guards),
                new OperationsDesk(wiring, questions, watch, baselines, writer, ends, edits),
                new InterventionDesk(wiring, writer),
                new WhatIf(wiring, questions, examiner));
    }
}

package io.sessionwarden.cycle;

import io.sessionwarden.host.Roll;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Permit;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is asked again just before the act: is it the same incarnation, is it still sick, does the policy still
 * permit it? A stale answer to any of these is how automatic repair harms.
 */
final class SecondLook {

    private final Questions questions;
    private final Examiner examiner;
    private final Holds holds;
    private final IncidentBook incidents;
    private final ResetPolicy policy;
    private final InstantSource clock;
    private final InstantSource steady;

    /** Either a permit for a session as it is now, or why there is none. */
    sealed interface Answer {
        /** It may be reset, as it stands now. */
        record Go(Permit permit, Session session) implements Answer {}

        /** It may be once a human has approved it. */
        record Unapproved(String why) implements Answer {}

        /**
         * It is not reset.
         *
         * @param why what the second look saw
         * @param ending how the incident ended by this, or null where it goes on
         */
        record Stop(String why, @Nullable Ending ending) implements Answer {}
    }

    SecondLook(Questions questions, Examiner examiner, Holds holds, Wiring wiring) {
        this.questions = questions;
        this.holds = holds;
        this.examiner = examiner;
        this.incidents = wiring.incidents();
        this.policy = wiring.policy();
        this.clock = wiring.clock();
        this.steady = wiring.steady();
    }

    /** Whether nothing can be told now, so that what waits had better go on waiting. */
    boolean cannotJudge(WatchedServer server) {
        return holds.cannotJudge(server.name());
    }

    Answer look(Cycle cycle, WatchedServer server, Incident incident) {
        var roll = server.roster().call(cycle.session());
        var same = find(cycle, roll);
        if (same.isEmpty()) {
            return roll.blind().contains(cycle.session().connector())
                    ? new Answer.Stop("the server does not answer", null)
                    : gone(cycle, server, roll);
        }
        var session = same.get();
        var about = incident;
        if (cycle.caller().isWatchdog()) {
            var examined = examiner.examine(server, session, steady.instant());
            session = examined.session();
            if (examined.sick().isEmpty()) {
                return examined.healthy()
                        ? new Answer.Stop("it recovered by itself", Ending.RECOVERED)
                        : new Answer.Stop("whether it is still sick cannot be told", null);
            }
            about = asSeenNow(cycle, examined, incident);
        }
        return permitted(cycle, server, session, about, roll);
    }

    /**
     * In care of its cycle the incident has kept its symptom, which may have gone while another came: that one is decided, since
     * when it was first seen. What an act has left of a session may be ill in another way, and is climbed on all the same.
     */
    private Incident asSeenNow(Cycle cycle, Examined examined, Incident incident) {
        var rung = cycle.rung();
        return rung != null && rung.closes()
                ? incident
                : incidents
                        .ifSeen(examined, clock.instant())
                        .filter(seen -> seen.id().equals(incident.id()))
                        .orElse(incident);
    }

    private Answer permitted(Cycle cycle, WatchedServer server, Session session, Incident incident, Roll roll) {
        var question =
                questions.ask(cycle.caller(), server, session, incident, roll.sessions(), clock.instant(), cycle.id());
        var decision = holds.over(policy.decide(question), question);
        return WatchCycle.permit(server, decision, cycle.approvedBy() != null)
                .<Answer>map(permit -> new Answer.Go(permit, session))
                .orElseGet(() -> refused(server, decision));
    }

    private static Answer refused(WatchedServer server, Decision decision) {
        if (WatchCycle.asks(server, decision)) {
            return new Answer.Unapproved(decision.reasons().get(0).toString());
        }
        return new Answer.Stop(
                decision instanceof Decision.Permitted
                        ? "no longer in mode enforce"
                        : "no longer permitted: " + decision.reasons().get(0),
                null);
    }

    private static Optional<Session> find(Cycle cycle, Roll roll) {
        return roll.sessions().stream()
                .filter(session -> session.identity().equals(cycle.session().identity()))
                .findFirst();
    }

    private static Answer gone(Cycle cycle, WatchedServer server, Roll roll) {
        boolean another = roll.sessions().stream()
                .anyMatch(session ->
                        session.state() != SessionState.DOWN && server.roster().follows(session, cycle.session()));
        return another && cycle.session().standing()
                ? new Answer.Stop("it was reopened by itself: another incarnation sits there now", Ending.RECOVERED)
                : new Answer.Stop("this incarnation is gone", Ending.ENDED);
    }
}

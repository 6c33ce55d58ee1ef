package io.sessionwarden.cycle;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the policy would be asked if somebody wanted a session reset now: the question of a real request, put together in the
 * same way, but not put. Opens no incident, records nothing and resets nothing. Safe for use by several threads.
 */
public final class WhatIf {

    private final Servers servers;
    private final IncidentBook incidents;
    private final Questions questions;
    private final Examiner examiner;
    private final InstantSource clock;
    private final InstantSource steady;

    /**
     * A question that nobody asked.
     *
     * @param question what the policy would be asked
     * @param mode how far the watchdog may go on that server
     * @param seen what is known of the session's illness, in plain words; text of the session's host may stand in it
     */
    public record Supposed(Question question, Mode mode, String seen) {

        /** How far the watchdog may go by that answer to the question. */
        public Mode effective(Decision decision) {
            return WatchCycle.effective(mode, decision);
        }
    }

    WhatIf(Wiring wiring, Questions questions, Examiner examiner) {
        this.servers = wiring.servers();
        this.incidents = wiring.incidents();
        this.questions = questions;
        this.examiner = examiner;
        this.clock = wiring.clock();
        this.steady = wiring.steady();
    }

    /**
     * What the watchdog would ask about a session, which is examined for that; or what that person would ask, who need not
     * have a reason.
     *
     * @param session as just listed
     * @throws IllegalArgumentException where there is no such server
     */
    public Supposed ask(Caller caller, Session session) {
        return caller.isWatchdog() ? watchdogAsks(session) : personAsks(caller, session);
    }

    private Supposed watchdogAsks(Session session) {
        var server = servers.require(session.server());
        var examined = examiner.examine(server, session, steady.instant());
        var incident = incidents.ifSeen(examined, clock.instant());
        var seen = incident.map(WhatIf::seen).orElseGet(() -> nothingSeen(examined));
        return supposed(Caller.WATCHDOG, server, examined.session(), incident, seen);
    }

    private Supposed personAsks(Caller caller, Session session) {
        var server = servers.require(session.server());
        var incident = incidents.of(session);
        return supposed(
                caller, server, session, incident, incident.map(WhatIf::seen).orElse("nothing was noticed"));
    }

    private Supposed supposed(
            Caller caller, WatchedServer server, Session session, Optional<Incident> incident, String seen) {
        var now = clock.instant();
        var among = server.roster().call(session).sessions();
        var about = incident.orElseGet(() -> incidents.ifAskedFor(session, caller.logonName(), now));
        return new Supposed(questions.ask(caller, server, session, about, among, now, ""), server.mode(), seen);
    }

    private static String seen(Incident incident) {
        return incident.symptomName().isEmpty()
                ? "nothing was noticed"
                : incident.symptomName() + ": " + incident.evidence().summary();
    }

    private static String nothingSeen(Examined examined) {
        var unknown = examined.findings().stream()
                .filter(Finding.Unknown.class::isInstance)
                .map(Finding.Unknown.class::cast)
                .map(finding -> finding.probe() + ": " + finding.reason())
                .collect(Collectors.joining("; "));
        return unknown.isEmpty() ? "nothing is wrong with it" : "whether it is sick cannot be told: " + unknown;
    }
}

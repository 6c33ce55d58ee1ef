package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.cycle.Ledger.Opening;
import io.sessionwarden.host.Roll;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.incident.Sighting;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Limits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Permit;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flow of the program, from top to bottom: list the sessions, probe them, work what was seen into incidents, ask the
 * policy, and hand what it permits to the reset cycle, which resets, verifies and closes the incident.
 *
 * <p>Safe for use by several threads; one server is swept by one at a time.
 */
public final class WatchCycle {

    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final Servers servers;
    private final IncidentBook incidents;
    private final ResetPolicy policy;
    private final Questions questions;
    private final Ledger ledger;
    private final AuditTrail trail;
    private final CycleQueue queue;
    private final LeaderWatch leaders;
    private final Examiner examiner;
    private final Warner warner;
    private final Herald herald;
    private final Baselines baselines;
    private final CycleWriter writer;
    private final Holds holds;
    private final Vantage vantage;
    private final SetClock setClock;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Every waiting = new Every(SELDOM);
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();

    /** What one server's sweeps remember, and the lock that keeps them apart. */
    private static final class Desk {
        private final AskAgain askAgain = new AskAgain();
        private volatile Standing standing = new Standing(null, 0, "");
        /** When to write down how long what is open has lasted. */
        private final Every noting = new Every(SELDOM);
    }

    /** How a server stood at its last sweep. */
    record Standing(@Nullable Instant at, int sessions, String trouble) {}

    WatchCycle(
            Wiring wiring,
            Questions questions,
            Examiner examiner,
            Baselines baselines,
            CycleWriter writer,
            Guards guards) {
        this.servers = wiring.servers();
        this.incidents = wiring.incidents();
        this.policy = wiring.policy();
        this.questions = questions;
        this.ledger = wiring.ledger();
        this.trail = wiring.trail();
        this.queue = wiring.queue();
        this.leaders = wiring.leaders();
        this.examiner = examiner;
        this.warner = new Warner(wiring.incidents(), wiring.ledger(), wiring.clock());
        this.herald = new Herald(wiring);
        this.baselines = baselines;
        this.writer = writer;
        this.holds = guards.holds();
        this.vantage = guards.vantage();
        this.setClock = guards.setClock();
        this.clock = wiring.clock();
        this.steady = wiring.steady();
    }

    /** Sweeps one server once. Faults of the server are findings; what is thrown is a fault of the warden itself. */
    public void sweep(String name) {
        var server = servers.require(name);
        var desk = desks.computeIfAbsent(name, none -> new Desk());
        synchronized (desk) {
            try {
                sweep(server, desk);
            } catch (RuntimeException e) {
                vantage.failed(e);
                throw e;
            }
        }
    }

    private void sweep(WatchedServer server, Desk desk) {
        setClock.mind();
        var now = clock.instant();
        var roll = call(server);
        var examined = examiner.examine(server, roll, steady.instant());
        var changes = incidents.observe(new Sighting(server.name(), examined, roll.faults(), roll.blind(), now));
        record(changes.unwritten(), desk.noting.isDue(steady.instant()) ? changes.lasting() : List.of());
        watchLeaders(server, roll);
        tellHowItIs();
        var sick = changes.lasting().stream()
                .filter(incident -> incident.ofSickSession() && wasSeen(incident, roll))
                .toList();
        for (var incident : desk.askAgain.due(sick, policy.revision(), steady.instant())) {
            decide(server, incident, roll.sessions(), desk.askAgain);
        }
        baselines.note(server, roll.sessions());
        herald.tell(server, roll.sessions());
        desk.standing = standing(roll, now);
    }

    /** What nobody can see now is not decided: that it was sick before proves nothing. */
    private static boolean wasSeen(Incident incident, Roll roll) {
        var session = incident.session();
        return session == null || !roll.blind().contains(session.connector());
    }

    private Roll call(WatchedServer server) {
        var before = steady.instant();
        var roll = server.roster().call();
        vantage.listed(
                server.name(),
                !roll.blind().isEmpty() && roll.sessions().isEmpty(),
                roll.faults().isEmpty(),
                Duration.between(before, steady.instant()),
                server.timeout());
        return roll;
    }

    /** One alarm, and not one for each session: a warden that cannot judge must not take that for everybody's illness. */
    private void tellHowItIs() {
        vantage.tell(news -> trail.append(AuditEvent.ofWarden(
                news.fit() ? EventType.WARDEN_FIT : EventType.WARDEN_UNFIT,
                news.fit() ? "fit" : "unfit",
                policy.revision(),
                Map.of("why", news.why()))));
    }

    /** To be called every second or so, by a thread that does nothing else: it shows that the warden gets to run. */
    public void pulse() {
        vantage.pulse();
    }

    /** Why the warden itself is in no state to judge, or empty. */
    String unfit() {
        return vantage.unfit().orElse("");
    }

    /** @param lasting to be written as they stand now too, so that little is lost if the warden dies; that is no event */
    private void record(List<Incident> changed, List<Incident> lasting) {
        if (changed.isEmpty() && lasting.isEmpty()) {
            return;
        }
        ledger.record(
                Stream.concat(changed.stream(), lasting.stream()).toList(),
                changed.stream()
                        .map(incident -> Events.of(incident, policy.revision()))
                        .toList());
        incidents.written(changed);
    }

    private void watchLeaders(WatchedServer server, Roll roll) {
        if (server.local()) {
            leaders.watch(
                    server.name(),
                    roll.sessions().stream()
                            .map(Session::leader)
                            .filter(Objects::nonNull)
                            .collect(Collectors.<Leader>toSet()));
        }
    }

    private void decide(WatchedServer server, Incident incident, List<Session> among, AskAgain askAgain) {
        var session = Objects.requireNonNull(incident.session(), "an incident of a server is not decided");
        var question = questions.ask(Caller.WATCHDOG, server, session, incident, among, clock.instant(), "");
        var said = policy.decide(question);
        if (server.mode() != Mode.OBSERVE && said instanceof Decision.Deny deny) {
            holds.giveUpWhatKeepsFallingIll(question, deny);
        }
        var decision = holds.over(said, question);
        var mode = effective(server.mode(), decision);
        boolean enforced = mode == Mode.ENFORCE;
        boolean carryOut = enforced && decision instanceof Decision.Permitted;
        boolean asks = asks(server, decision);
        var event = Events.of(question, decision, mode, carryOut);
        var why = whyNot(decision, mode, carryOut);
        if (carryOut || asks) {
            why = open(server, question, decision, event, asks).orElse(why);
        } else if (decision instanceof Decision.Warn warn && enforced) {
            warner.warn(server, question, warn, event);
        } else if (askAgain.isNews(incident, decision)) {
            trail.append(event);
        }
        askAgain.note(incident, decision, carryOut || asks, why, question.at(), steady.instant());
    }

    /** Why nothing is done at once, in plain words; empty where something is. */
    private static String whyNot(Decision decision, Mode mode, boolean carriedOut) {
        if (carriedOut) {
            return "";
        }
        var reason = decision.reasons().get(0).message();
        return decision instanceof Decision.Permitted
                ? "mode " + Events.word(mode) + ", would be reset: " + reason
                : decision.word() + ": " + reason;
    }

    /** Why nothing was done about that incident when it was last decided; empty where something was, or it never was. */
    String whyNot(Incident incident) {
        var desk = desks.get(incident.server());
        return desk == null ? "" : desk.askAgain.whyNot(incident);
    }

    /** The more careful of the server's mode and the table's. */
    static Mode effective(Mode server, Decision decision) {
        if (decision instanceof Decision.Permitted permitted) {
            return permitted.request().automatic() ? server.and(permitted.mode()) : Mode.ENFORCE;
        }
        return decision instanceof Decision.Warn warn
                ? server.and(warn.request().thresholdMode())
                : server;
    }

    /** Whether a human is to be asked: because a rule says so, or because of the mode. What is only observed asks nobody. */
    static boolean asks(WatchedServer server, Decision decision) {
        if (decision instanceof Decision.Ask ask) {
            return !ask.request().automatic() || server.mode().and(ask.request().thresholdMode()) != Mode.OBSERVE;
        }
        return decision instanceof Decision.Permitted && effective(server.mode(), decision) == Mode.ASK;
    }

    /** The permit that counts, all told; nothing where there is none or a human has to approve it first. */
    static Optional<Permit> permit(WatchedServer server, Decision decision, boolean approved) {
        if (approved && asks(server, decision) && decision instanceof Decision.Ask ask) {
            return Optional.of(ask.onApproval());
        }
        if (!(decision instanceof Decision.Permitted permitted)) {
            return Optional.empty();
        }
        var mode = effective(server.mode(), decision);
        return mode == Mode.ENFORCE || (mode == Mode.ASK && approved)
                ? Optional.of(permitted.permit())
                : Optional.empty();
    }

    /**
     * Where somebody else has opened a cycle for that incarnation meanwhile, it is left to that one.
     *
     * @return why it was not opened, if so
     */
    private Optional<String> open(
            WatchedServer server, Question question, Decision decision, AuditEvent event, boolean asks) {
        var session = question.session();
        var incident = question.incident().id();
        var ready = baselines.of(server, session);
        // Limits count from this moment, and not from the one at which a slow server was asked for its values.
        var now = clock.instant();
        var opening = writer.open(
                new NewCycle(
                        incident,
                        session,
                        question.caller(),
                        ready,
                        now,
                        asks ? now.plus(Operations.APPROVAL_WAITS) : null,
                        Limits.of(decision.request(), question.history().sessionsOfServer())),
                List.of(),
                List.of(event));
        if (opening instanceof Opening.Opened opened) {
            queue.enqueue(opened.cycle().id());
        } else if (opening instanceof Opening.AtLimit limit) {
            trail.append(Events.atLimit(event, limit.which()));
            return Optional.of(limit.which());
        }
        return Optional.empty();
    }

    /**
     * Queues again the cycles that have not ended: a trigger and an intent are not one transaction. One that waits for a human
     * or for a grace is looked at every few seconds only.
     */
    public void queueOpenCycles() {
        var now = clock.instant();
        boolean looksAtWaiting = waiting.isDue(steady.instant());
        ledger.openCycles().stream()
                .filter(cycle -> looksAtWaiting || !cycle.waitsAt(now))
                .forEach(cycle -> queue.enqueue(cycle.id()));
    }

    Standing standing(String server) {
        var desk = desks.get(server);
        return desk == null ? new Standing(null, 0, "") : desk.standing;
    }

    private static Standing standing(Roll roll, Instant now) {
        var trouble = roll.faults().stream()
                .map(fault -> fault.what() + ": " + fault.evidence().summary())
                .collect(Collectors.joining("; "));
        return new Standing(now, roll.sessions().size(), trouble);
    }
}

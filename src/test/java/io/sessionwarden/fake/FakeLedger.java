package io.sessionwarden.fake;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.cycle.Cycle;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.IncidentFilter;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A ledger in memory that records in the trail it is given. Where the trail fails, nothing is changed. */
public final class FakeLedger implements Ledger {

    private final AuditTrail trail;
    private final AtomicLong incidentNumbers = new AtomicLong();
    private final AtomicLong cycleNumbers = new AtomicLong();
    private final Map<Long, Incident> incidents = new TreeMap<>();
    private final Map<Long, Cycle> cycles = new TreeMap<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Instant> acknowledged = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    /** When each cycle that reached RESETTING reached it. */
    private final Map<String, Instant> begun = new HashMap<>();

    public FakeLedger(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public String nextIncidentId() {
        return "i-" + incidentNumbers.incrementAndGet();
    }

    @Override
    public synchronized void record(List<Incident> changed, List<AuditEvent> events) {
        trail.append(events);
        changed.forEach(incident -> {
            incidents.put(number(incident.id()), incident);
            if (!incident.open()) {
                holds.remove(Hold.Kind.KEEP + " " + incident.id());
            }
        });
    }

    @Override
    public synchronized List<Incident> openIncidents() {
        return incidents.values().stream().filter(Incident::open).toList();
    }

    @Override
    public synchronized List<Incident> latestIncidents(IncidentFilter which, int most) {
        return incidents.values().stream()
                .filter(which::takes)
                .sorted(Comparator.comparing((Incident incident) -> number(incident.id()))
                        .reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<Incident> findIncident(String id) {
        return incidents.values().stream()
                .filter(incident -> incident.id().equals(id))
                .findAny();
    }

    @Override
    public synchronized int incidentsAt(String seat, Instant since) {
        return (int) incidents.values().stream()
                .filter(incident -> incident.session() != null
                        && incident.session().seat().equals(seat)
                        && incident.symptom() != null
                        && !incident.onset().isBefore(since)
                        && incident.onset().isAfter(acknowledged.getOrDefault(seat, Instant.MIN)))
                .count();
    }

    @Override
    public synchronized History history(
            Session session, int sessionsOfLogonName, int sessionsOfServer, Instant now, String except) {
        var hourAgo = now.minus(Duration.ofHours(1));
        Predicate<Cycle> begunLately = cycle -> cycle.caller().isWatchdog()
                && cycle.opened().isAfter(hourAgo)
                && (takesAPlace(cycle) || begun.containsKey(cycle.id()));
        return new History(
                sessionsOfLogonName,
                sessionsOfServer,
                (int) openIncidents().stream()
                        .filter(incident -> incident.session() != null
                                && incident.symptom() != null
                                && incident.server().equals(session.server()))
                        .count(),
                count(except, begunLately.and(cycle -> cycle.session().seat().equals(session.seat()))),
                count(except, begunLately.and(cycle -> sameAccount(cycle.session(), session))),
                count(except, begunLately.and(cycle -> cycle.session().server().equals(session.server()))),
                count(except, begunLately),
                count(except, FakeLedger::takesAPlace),
                count(except, cycle -> takesAPlace(cycle) && sameAccount(cycle.session(), session)),
                count(
                        except,
                        cycle -> takesAPlace(cycle) && cycle.session().server().equals(session.server())),
                others(except)
                        .filter(cycle -> cycle.session().seat().equals(session.seat()))
                        .map(cycle -> begun.get(cycle.id()))
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static boolean takesAPlace(Cycle cycle) {
        return !cycle.state().ended() && cycle.state() != CycleState.ASKED;
    }

    private static boolean sameAccount(Session one, Session other) {
        return one.account() != null
                && one.account().equals(other.account())
                && one.server().equals(other.server());
    }

    private int count(String except, Predicate<Cycle> which) {
        return (int) others(except).filter(which).count();
    }

    private Stream<Cycle> others(String except) {
        return cycles.values().stream().filter(cycle -> !cycle.id().equals(except));
    }

    @Override
    public synchronized Opening open(NewCycle cycle, List<Incident> changed, List<AuditEvent> events) {
        var identity = cycle.session().identity();
        if (openCycles().stream().anyMatch(open -> open.session().identity().equals(identity))) {
            return new Opening.AnotherIsOpen();
        }
        var limits = cycle.limits();
        if (limits != null && cycle.first() != CycleState.ASKED) {
            var counted = history(cycle.session(), 1, 1, cycle.at(), "");
            var reached = limits.reached(counted);
            if (reached.isPresent()) {
                return new Opening.AtLimit(reached.get());
            }
        }
        var at = cycle.at().truncatedTo(ChronoUnit.MICROS);
        var opened = new Cycle(
                "c-" + cycleNumbers.incrementAndGet(),
                cycle.incident(),
                cycle.session(),
                cycle.caller(),
                cycle.ready(),
                cycle.first(),
                null,
                cycle.approval(),
                null,
                at,
                at,
                1);
        var named = new ArrayList<AuditEvent>();
        events.forEach(event -> named.add(withCycle(event, opened.id())));
        record(changed, named);
        cycles.put(number(opened.id()), opened);
        return new Opening.Opened(opened);
    }

    private static AuditEvent withCycle(AuditEvent event, String cycle) {
        var details = new TreeMap<>(event.details());
        details.put("cycle", cycle);
        return new AuditEvent(
                event.type(),
                event.source(),
                event.who(),
                event.server(),
                event.session(),
                event.incident(),
                event.outcome(),
                event.revision(),
                details);
    }

    @Override
    public synchronized Optional<Cycle> findCycle(String id) {
        return cycles.values().stream().filter(cycle -> cycle.id().equals(id)).findAny();
    }

    @Override
    public synchronized List<Cycle> openCycles() {
        return cycles.values().stream().filter(cycle -> !cycle.state().ended()).toList();
    }

    /** There is one warden here, which holds whatever is open. */
    @Override
    public synchronized Optional<Cycle> claim(String id, Instant now) {
        return findCycle(id).filter(cycle -> !cycle.state().ended());
    }

    @Override
    public synchronized Optional<Cycle> advance(
            Cycle cycle, Move move, Instant at, List<Incident> changed, List<AuditEvent> events) {
        if (!cycle.state().mayBecome(move.to())) {
            throw new IllegalStateException("a cycle cannot go from " + cycle.state() + " to " + move.to());
        }
        var found = findCycle(cycle.id())
                .filter(one -> one.state() == cycle.state() && one.token() == cycle.token())
                .map(one -> moved(one, move, at.truncatedTo(ChronoUnit.MICROS)));
        found.ifPresent(moved -> {
            record(changed, events);
            cycles.put(number(cycle.id()), moved);
            if (move.to() == CycleState.ESCALATED) {
                var hold = Hold.givenUp(moved, at.truncatedTo(ChronoUnit.MICROS));
                holds.put(hold.kind() + " " + hold.subject(), hold);
            }
            if (move.to() == CycleState.RESETTING) {
                begun.putIfAbsent(cycle.id(), at);
            }
        });
        return found;
    }

    private static Cycle moved(Cycle cycle, Move move, Instant at) {
        return new Cycle(
                cycle.id(),
                cycle.incident(),
                cycle.session(),
                cycle.caller(),
                cycle.ready(),
                move.to(),
                move.rung() == null ? cycle.rung() : move.rung(),
                move.until(),
                move.approvedBy() == null ? cycle.approvedBy() : move.approvedBy(),
                cycle.opened(),
                at,
                cycle.token());
    }

    @Override
    public synchronized List<Cycle> untold() {
        return cycles.values().stream()
                .filter(cycle -> cycle.owesItsOwnerAWord() && !told.contains(cycle.id()))
                .toList();
    }

    @Override
    public synchronized void told(List<Cycle> theirs, AuditEvent event) {
        trail.append(event);
        theirs.forEach(cycle -> told.add(cycle.id()));
    }

    @Override
    public synchronized List<Hold> holds() {
        return List.copyOf(holds.values());
    }

    @Override
    public synchronized void hold(Hold hold, AuditEvent event) {
        trail.append(event);
        holds.put(hold.kind() + " " + hold.subject(), hold);
    }

    @Override
    public synchronized boolean release(Hold.Kind kind, String subject, AuditEvent event) {
        if (!holds.containsKey(kind + " " + subject)) {
            return false;
        }
        trail.append(event);
        holds.remove(kind + " " + subject);
        return true;
    }

    @Override
    public synchronized boolean acknowledge(String seat, Instant at, List<Incident> changed, AuditEvent event) {
        if (!holds.containsKey(Hold.Kind.GIVEN_UP + " " + seat)) {
            return false;
        }
        record(changed, List.of(event));
        holds.remove(Hold.Kind.GIVEN_UP + " " + seat);
        acknowledged.put(seat, at);
        return true;
    }

    @Override
    public synchronized void clockSet(Duration by, Instant now, AuditEvent event) {
        trail.append(event);
        cycles.replaceAll((number, cycle) -> new Cycle(
                cycle.id(),
                cycle.incident(),
                cycle.session(),
                cycle.caller(),
                cycle.ready(),
                cycle.state(),
                cycle.rung(),
                cycle.until() == null ? null : cycle.until().plus(by),
                cycle.approvedBy(),
                cycle.opened().plus(by),
                cycle.changed().plus(by),
                cycle.token()));
        begun.replaceAll((cycle, at) -> at.plus(by));
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(2));
    }
}

package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;

/**
 * The ledger in the database. Every change is one transaction with the events that record it: first the ledger's own rows,
 * last the chain's head. Times are kept to the microsecond.
 *
 * <p>Every failure is a {@link StoreException}, but for what the port says of refused transitions.
 */
public final class HibernateLedger implements Ledger {

    private static final String ONE_OPEN_CYCLE = "one_open_cycle";

    private final Transactions transactions;
    private final HibernateAuditTrail trail;
    private final String warden;

    /** @param warden the name of this warden among those that share the database; the same after a restart */
    public HibernateLedger(Database database, HibernateAuditTrail trail, String warden) {
        this.warden = warden;
        this.transactions = database.transactions();
        this.trail = trail;
    }

    @Override
    public String nextIncidentId() {
        return IncidentRow.PREFIX + transactions.read(session -> next(session, "incident_number"));
    }

    private static long next(StatelessSession session, String sequence) {
        return session.createNativeQuery("select nextval('" + sequence + "')", Long.class)
                .getSingleResult();
    }

    @Override
    public void record(List<Incident> incidents, List<AuditEvent> events) {
        transactions.write(session -> {
            write(session, incidents);
            return trail.append(session, events);
        });
    }

    /** In the order of their numbers, so that two that write the same incidents do not wait for each other crosswise. */
    private static void write(StatelessSession session, List<Incident> incidents) {
        incidents.stream()
                .sorted(Comparator.comparing(incident -> Ids.require(IncidentRow.PREFIX, incident.id())))
                .forEach(incident -> {
                    session.upsert(new IncidentRow(incident));
                    if (!incident.open()) {
                        release(session, Hold.Kind.KEEP, incident.id());
                    }
                });
    }

    @Override
    public List<Incident> openIncidents() {
        return incidents(session -> session.createNativeQuery(
                "select * from incident where closed_at is null order by number", IncidentRow.class));
    }

    @Override
    public List<Incident> latestIncidents(IncidentFilter which, int most) {
        return incidents(session -> session.createNativeQuery("""
                                select * from incident
                                where onset >= :since
                                  and (:server = '' or server = :server)
                                  and (:open = false or closed_at is null)
                                order by number desc
                                fetch first :most rows only""", IncidentRow.class)
                .setParameter("since", which.since())
                .setParameter("server", which.server())
                .setParameter("open", which.open())
                .setParameter("most", most));
    }

    @Override
    public Optional<Incident> findIncident(String id) {
        var number = Ids.find(IncidentRow.PREFIX, id);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(transactions.read(session -> session.get(IncidentRow.class, number.getAsLong())))
                        .map(IncidentRow::incident);
    }

    private List<Incident> incidents(Query<IncidentRow> query) {
        return rows(query).stream().map(IncidentRow::incident).toList();
    }

    @Override
    public int incidentsAt(String seat, Instant since) {
        return transactions
                .read(session -> session.createNativeQuery("""
                                select count(*) from incident
                                where seat = :seat and symptom is not null and onset >= :since
                                    and not exists (
                                        select 1 from acknowledged
                                        where acknowledged.seat = :seat and acknowledged.since >= onset)""", Long.class)
                        .setParameter("seat", seat)
                        .setParameter("since", since)
                        .getSingleResult())
                .intValue();
    }

    @Override
    public History history(Session session, int sessionsOfLogonName, int sessionsOfServer, Instant now, String except) {
        return transactions.read(
                database -> ResetCounts.history(database, session, sessionsOfLogonName, sessionsOfServer, now, except));
    }

    @Override
    public Opening open(NewCycle cycle, List<Incident> incidents, List<AuditEvent> events) {
        try {
            return transactions.write(session -> {
                var reached = ResetCounts.limitReached(session, cycle);
                if (reached.isPresent()) {
                    return new Opening.AtLimit(reached.get());
                }
                var row = new CycleRow(
                        next(session, "cycle_number"), cycle, warden, cycle.at().truncatedTo(ChronoUnit.MICROS));
                session.insert(row);
                write(session, incidents);
                trail.append(
                        session,
                        events.stream().map(event -> naming(row.id(), event)).toList());
                return new Opening.Opened(row.cycle());
            });
        } catch (ConstraintViolationException e) {
            // Asking first would only be a race: the database is the one that knows.
            if (String.valueOf(e.getConstraintName()).toLowerCase(Locale.ROOT).contains(ONE_OPEN_CYCLE)) {
                return new Opening.AnotherIsOpen();
            }
            throw StoreException.of("the ledger", e);
        }
    }

    private static AuditEvent naming(String cycle, AuditEvent event) {
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
    public Optional<Cycle> findCycle(String id) {
        var number = Ids.find(CycleRow.PREFIX, id);
        return number.isEmpty() ? Optional.empty() : transactions.read(session -> cycle(session, number.getAsLong()));
    }

    private static Optional<Cycle> cycle(StatelessSession session, long number) {
        return Optional.ofNullable(session.get(CycleRow.class, number)).map(CycleRow::cycle);
    }

    @Override
    public List<Cycle> openCycles() {
        return rows(session -> session.createNativeQuery(
                        "select * from reset_cycle where open_identity is not null order by number", CycleRow.class))
                .stream()
                .map(CycleRow::cycle)
                .toList();
    }

    @Override
    public Optional<Cycle> claim(String cycle, Instant now) {
        var number = Ids.find(CycleRow.PREFIX, cycle);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        var held = transactions
                .read(session -> Optional.ofNullable(session.get(CycleRow.class, number.getAsLong())))
                .filter(row -> !row.state().ended());
        // What this warden has opened or moved a moment ago need not be written again.
        return held.filter(row -> row.isHeldBy(warden, now))
                .map(CycleRow::cycle)
                .or(() ->
                        held.filter(row -> row.isFreeFor(warden, now)).flatMap(row -> claim(number.getAsLong(), now)));
    }

    private Optional<Cycle> claim(long number, Instant now) {
        return transactions.write(session -> {
            var row = session.get(CycleRow.class, number, LockMode.PESSIMISTIC_WRITE);
            if (row == null || row.state().ended() || !row.isFreeFor(warden, now)) {
                return Optional.empty();
            }
            row.claim(warden, now.truncatedTo(ChronoUnit.MICROS));
            session.update(row);
            return Optional.of(row.cycle());
        });
    }

    @Override
    public Optional<Cycle> advance(
            Cycle cycle, Move move, Instant at, List<Incident> incidents, List<AuditEvent> events) {
        if (!cycle.state().mayBecome(move.to())) {
            throw new IllegalStateException("a reset cycle cannot go from " + cycle.state() + " to " + move.to());
        }
        var number = Ids.require(CycleRow.PREFIX, cycle.id());
        return transactions.write(session -> {
            var row = session.get(CycleRow.class, number, LockMode.PESSIMISTIC_WRITE);
            if (row == null || !row.isStill(cycle)) {
                return Optional.empty();
            }
            row.move(move, at.truncatedTo(ChronoUnit.MICROS));
            session.update(row);
            write(session, incidents);
            if (move.to() == CycleState.ESCALATED) {
                session.upsert(new HoldRow(Hold.givenUp(cycle, at.truncatedTo(ChronoUnit.MICROS))));
            }
            trail.append(session, events);
            return Optional.of(row.cycle());
        });
    }

    @Override
    public List<Cycle> untold() {
        return rows(session -> session.createNativeQuery(
                        "select * from reset_cycle where owner_untold order by number", CycleRow.class))
                .stream()
                .map(CycleRow::cycle)
                .toList();
    }

    @Override
    public void told(List<Cycle> cycles, AuditEvent event) {
        var numbers = cycles.stream()
                .map(cycle -> Ids.require(CycleRow.PREFIX, cycle.id()))
                .sorted()
                .toList();
        transactions.write(session -> {
            session.createNativeMutationQuery("update reset_cycle set owner_untold = false where number in (:numbers)")
                    .setParameterList("numbers", numbers)
                    .executeUpdate();
            return trail.append(session, List.of(event));
        });
    }

    @Override
    public List<Hold> holds() {
        return rows(session ->
                        session.createNativeQuery("select * from hold order by since, kind, subject", HoldRow.class))
                .stream()
                .map(HoldRow::hold)
                .toList();
    }

    @Override
    public void hold(Hold hold, AuditEvent event) {
        transactions.write(session -> {
            session.upsert(new HoldRow(hold));
            return trail.append(session, List.of(event));
        });
    }

    @Override
    public boolean release(Hold.Kind kind, String subject, AuditEvent event) {
        return transactions.write(session -> {
            boolean released = release(session, kind, subject);
            if (released) {
                trail.append(session, List.of(event));
            }
            return released;
        });
    }

    @Override
    public boolean acknowledge(String seat, Instant at, List<Incident> incidents, AuditEvent event) {
        return transactions.write(session -> {
            boolean released = release(session, Hold.Kind.GIVEN_UP, seat);
            if (released) {
                session.upsert(new AcknowledgedRow(seat, at.truncatedTo(ChronoUnit.MICROS)));
                write(session, incidents);
                trail.append(session, List.of(event));
            }
            return released;
        });
    }

    @Override
    public void clockSet(Duration by, Instant now, AuditEvent event) {
        transactions.write(session -> {
            session.createNativeQuery("""
                            select * from reset_cycle
                            where holder = :holder and (open_identity is not null or opened > :since)
                            order by number for update""", CycleRow.class)
                    .setParameter("holder", warden)
                    .setParameter("since", now.minus(by).minus(by.abs()).minus(ResetCounts.OVER))
                    .getResultList()
                    .forEach(row -> {
                        row.clockSet(by);
                        session.update(row);
                    });
            return trail.append(session, List.of(event));
        });
    }

    private static boolean release(StatelessSession session, Hold.Kind kind, String subject) {
        return session.createNativeMutationQuery("delete from hold where kind = :kind and subject = :subject")
                        .setParameter("kind", kind.name())
                        .setParameter("subject", subject)
                        .executeUpdate()
                > 0;
    }

    private <T> List<T> rows(Query<T> query) {
        return transactions.read(session -> query.in(session).getResultList());
    }

    /** A query, before there is a session to put it to. */
    private interface Query<T> {
        SelectionQuery<T> in(StatelessSession session);
    }
}

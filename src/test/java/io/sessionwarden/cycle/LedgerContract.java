package io.sessionwarden.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.cycle.Ledger.Opening;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Limits;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to. */
public abstract class LedgerContract {

    protected static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456Z");

    protected abstract Ledger ledger();

    /** The trail that the ledger records in. */
    protected abstract AuditTrail trail();

    public static Session session(String server, String name, @Nullable String uid) {
        return new Session(
                SessionIdentity.of(server, "terminal", Map.of("boot", "b-1", "sid", name, "start", "99")),
                "7",
                name,
                SessionKind.USER,
                SessionState.ACTIVE,
                true,
                uid == null ? null : "anna",
                uid == null ? null : new Account(server, uid),
                uid == null ? null : new Leader(4711, 99),
                uid == null ? null : NOW.minusSeconds(60),
                uid == null ? null : Duration.ofMillis(1500),
                null,
                new TreeMap<>(Map.of("tty", name, "comm", "b\u00e4sh \"x\"\n")));
    }

    protected Incident incident(String id, @Nullable Session session, @Nullable Symptom symptom, Instant onset) {
        return new Incident(
                id,
                session == null ? "alpha" : session.server(),
                session == null ? "terminal" : session.identity().canonical(),
                session,
                symptom,
                Evidence.of("its leader 4711 is stopped", Map.of("leader state", "T", "summary", "a fact, too")),
                onset,
                onset.plusSeconds(1),
                onset.plusSeconds(2),
                3,
                1,
                null,
                null);
    }

    protected static AuditEvent event(String outcome) {
        return AuditEvent.ofWarden(EventType.CYCLE_STEP, outcome, "r1", Map.of("k", "v"));
    }

    protected Cycle open(Session session, Caller caller, Instant at) {
        return opened(ledger().open(newCycle(session, caller, at), List.of(), List.of(event("PERMITTED"))));
    }

    private static Cycle opened(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).cycle();
    }

    private static NewCycle newCycle(Session session, Caller caller, Instant at) {
        return new NewCycle(
                "i-1", session, caller, new TreeMap<>(Map.of("size", "24x80", "cwd", "/tmp")), at, null, null);
    }

    protected Cycle advance(Cycle cycle, CycleState... states) {
        var stands = cycle;
        for (var to : states) {
            stands = ledger().advance(
                            stands, Move.to(to), stands.changed().plusMillis(1), List.of(), List.of(event(to.name())))
                    .orElseThrow();
        }
        return stands;
    }

    @Test
    void givesEachIncidentAnIdOfItsOwn() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> ledger().nextIncidentId())
                        .collect(Collectors.toSet()))
                .hasSize(100)
                .allMatch(id -> id.matches("i-[1-9][0-9]*"));
    }

    @Test
    void keepsIncidentsAsTheyStand() {
        var session = session("alpha", "pts/1", "1000");
        var ofSession = incident(ledger().nextIncidentId(), session, Symptom.STOPPED, NOW);
        var ofServer = incident(ledger().nextIncidentId(), null, Symptom.NOT_ANSWERING, NOW);
        var asked = incident(ledger().nextIncidentId(), session("alpha", "pts/2", null), null, NOW);
        ledger().record(List.of(ofSession, ofServer, asked), List.of(event("one"), event("two")));

        assertThat(ledger().openIncidents()).containsExactly(ofSession, ofServer, asked);
        assertThat(ledger().findIncident(ofServer.id())).contains(ofServer);
        assertThat(ledger().findIncident("i-999999")).isEmpty();
        assertThat(ledger().findIncident("nonsense")).isEmpty();

        var closed = ofSession.closed(NOW.plusSeconds(5), Ending.HEALED);
        ledger().record(List.of(closed), List.of(event("three")));

        assertThat(ledger().openIncidents()).containsExactly(ofServer, asked);
        assertThat(ledger().findIncident(ofSession.id())).contains(closed);
        assertThat(ledger().latestIncidents(IncidentFilter.ALL, 2)).containsExactly(asked, ofServer);
        assertThat(ledger().latestIncidents(IncidentFilter.ALL, 10)).containsExactly(asked, ofServer, closed);
        assertThat(trail().verify().records()).isEqualTo(3);
    }

    @Test
    void findsTheLatestIncidentsOfAServerSinceAMomentThatAreOpen() {
        var old = incident(ledger().nextIncidentId(), session("alpha", "pts/1", null), Symptom.STOPPED, NOW);
        var later = NOW.plusSeconds(60);
        var closed = incident(ledger().nextIncidentId(), session("alpha", "pts/2", null), Symptom.STOPPED, later)
                .closed(later.plusSeconds(5), Ending.RECOVERED);
        var open = incident(ledger().nextIncidentId(), session("alpha", "pts/3", null), Symptom.STOPPED, later);
        ledger().record(List.of(old, closed, open), List.of(event("one")));

        assertThat(ledger().latestIncidents(new IncidentFilter(later, "", false), 9))
                .containsExactly(open, closed);
        assertThat(ledger().latestIncidents(new IncidentFilter(later.plusSeconds(1), "", false), 9))
                .isEmpty();
        assertThat(ledger().latestIncidents(new IncidentFilter(NOW, "", true), 9))
                .containsExactly(open, old);
        assertThat(ledger().latestIncidents(new IncidentFilter(NOW, "alpha", true), 1))
                .containsExactly(open);
        assertThat(ledger().latestIncidents(new IncidentFilter(NOW, "beta", false), 9))
                .isEmpty();
    }

    @Test
    void countsIncidentsWithASymptomOfASeatSinceAMoment() {
        var seat = session("alpha", "pts/1", "1000");
        ledger().record(
                        List.of(
                                incident(ledger().nextIncidentId(), seat, Symptom.STOPPED, NOW.minusSeconds(100)),
                                incident(ledger().nextIncidentId(), seat, Symptom.STOPPED, NOW.minusSeconds(10)),
                                incident(ledger().nextIncidentId(), seat, Symptom.STOPPED, NOW)
                                        .closed(NOW, Ending.RECOVERED),
                                incident(ledger().nextIncidentId(), seat, null, NOW),
                                incident(
                                        ledger().nextIncidentId(),
                                        session("alpha", "pts/2", "1000"),
                                        Symptom.STOPPED,
                                        NOW)),
                        List.of());

        assertThat(ledger().incidentsAt(seat.seat(), NOW.minusSeconds(10))).isEqualTo(2);
        assertThat(ledger().incidentsAt(seat.seat(), NOW.minusSeconds(1000))).isEqualTo(3);
        assertThat(ledger().incidentsAt("nowhere", NOW.minusSeconds(1000))).isZero();
    }

    @Test
    void opensACycleAndNamesItInItsEvents() {
        var sits = SessionIdentity.of("alpha", "terminal", Map.of("sid", "1"));
        var caller = new Caller("anna", new Account("here", "1000"), sits, true);
        var cycle = open(session("alpha", "pts/1", "1000"), caller, NOW);

        assertThat(cycle.id()).matches("c-[1-9][0-9]*");
        assertThat(cycle.state()).isEqualTo(CycleState.PERMITTED);
        assertThat(cycle.session()).isEqualTo(session("alpha", "pts/1", "1000"));
        assertThat(cycle.caller()).isEqualTo(caller);
        assertThat(cycle.opened()).isEqualTo(NOW);
        assertThat(ledger().findCycle(cycle.id())).contains(cycle);
        assertThat(ledger().findCycle("c-999999")).isEmpty();
        assertThat(ledger().findCycle("nonsense")).isEmpty();
        assertThat(ledger().openCycles()).containsExactly(cycle);
        trail().read(
                        Instant.EPOCH,
                        Instant.parse("2100-01-01T00:00:00Z"),
                        record -> assertThat(record.event().details())
                                .containsEntry("cycle", cycle.id())
                                .containsEntry("k", "v"));
        assertThat(trail().verify().records()).isEqualTo(1);
    }

    @Test
    void keepsWhatCannotBeToldOfASession() {
        var cycle = open(session("alpha", "pts/1", null), Caller.WATCHDOG, NOW);

        assertThat(ledger().findCycle(cycle.id())).contains(cycle);
        assertThat(cycle.caller().isWatchdog()).isTrue();
    }

    @Test
    void opensOneCycleAtATimeForAnIncarnation() {
        var session = session("alpha", "pts/1", "1000");
        var first = open(session, Caller.WATCHDOG, NOW);

        assertThat(ledger().open(newCycle(session, Caller.WATCHDOG, NOW), List.of(), List.of(event("again"))))
                .isInstanceOf(Opening.AnotherIsOpen.class);
        assertThat(trail().verify().records()).isEqualTo(1);

        advance(first, CycleState.WITHDRAWN);

        assertThat(open(session, Caller.WATCHDOG, NOW).id()).isNotEqualTo(first.id());
    }

    @Test
    void letsOneOfSeveralOpenACycle() throws Exception {
        var session = session("alpha", "pts/1", "1000");

        var opened = concurrently(
                () -> ledger().open(newCycle(session, Caller.WATCHDOG, NOW), List.of(), List.of(event("PERMITTED"))));

        assertThat(opened).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
        assertThat(ledger().openCycles()).hasSize(1);
        assertThat(trail().verify().records()).isEqualTo(1);
    }

    @Test
    void letsOneOfSeveralAdvanceACycle() throws Exception {
        var cycle = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);

        var advanced = concurrently(() ->
                ledger().advance(cycle, Move.to(CycleState.RESETTING), NOW, List.of(), List.of(event("RESETTING"))));

        assertThat(advanced).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(trail().verify().records()).isEqualTo(2);
    }

    private static <T> List<T> concurrently(Callable<T> call) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var results = pool.invokeAll(List.of(call, call, call, call));
            return List.of(
                    results.get(0).get(),
                    results.get(1).get(),
                    results.get(2).get(),
                    results.get(3).get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void advancesACycleThroughItsStates() {
        var cycle = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);
        var healed = advance(cycle, CycleState.RESETTING, CycleState.VERIFYING, CycleState.HEALED);

        assertThat(healed.state()).isEqualTo(CycleState.HEALED);
        assertThat(healed.opened()).isEqualTo(NOW);
        assertThat(healed.changed()).isEqualTo(NOW.plusMillis(3));
        assertThat(healed.ready()).isEqualTo(cycle.ready());
        assertThat(ledger().findCycle(cycle.id())).contains(healed);
        assertThat(ledger().openCycles()).isEmpty();
        assertThat(trail().verify().records()).isEqualTo(4);
    }

    @Test
    void leavesACycleAloneThatIsNoLongerInThatState() {
        var cycle = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);
        advance(cycle, CycleState.RESETTING);

        assertThat(ledger().advance(cycle, Move.to(CycleState.WITHDRAWN), NOW, List.of(), List.of(event("late"))))
                .isEmpty();
        assertThat(ledger().findCycle(cycle.id()).orElseThrow().state()).isEqualTo(CycleState.RESETTING);
        assertThat(trail().verify().records()).isEqualTo(2);
    }

    @Test
    void refusesATransitionThatIsNotInTheTable() {
        var cycle = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);

        assertThatThrownBy(
                        () -> ledger().advance(cycle, Move.to(CycleState.HEALED), NOW, List.of(), List.of(event("no"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PERMITTED")
                .hasMessageContaining("HEALED");
        assertThat(trail().verify().records()).isEqualTo(1);
    }

    @Test
    void keepsWhichRungWasTakenAndWhatItWaitsFor() {
        var cycle = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);
        var until = NOW.plusSeconds(60);
        var warned = move(cycle, Move.waiting(Rung.WARN, CycleState.WARNED, until));

        assertThat(warned.rung()).isEqualTo(Rung.WARN);
        assertThat(warned.until()).isEqualTo(until);
        assertThat(ledger().findCycle(cycle.id())).contains(warned);

        var permitted = move(warned, Move.to(CycleState.PERMITTED));
        assertThat(permitted.rung()).as("stays").isEqualTo(Rung.WARN);
        assertThat(permitted.until()).as("is over").isNull();
        assertThat(move(permitted, Move.taking(Rung.RESET, CycleState.RESETTING))
                        .rung())
                .isEqualTo(Rung.RESET);
    }

    private Cycle move(Cycle cycle, Move move) {
        return ledger().advance(
                        cycle, move, NOW, List.of(), List.of(event(move.to().name())))
                .orElseThrow();
    }

    @Test
    void whatWaitsForAHumanIsAskedAndKeepsWhoApprovedIt() {
        var until = NOW.plusSeconds(60);
        var session = session("alpha", "pts/1", "1000");
        var asked = opened(ledger().open(
                        new NewCycle("i-1", session, Caller.WATCHDOG, new TreeMap<>(), NOW, until, NOTHING),
                        List.of(),
                        List.of(event("ASKED"))));

        assertThat(asked.state()).isEqualTo(CycleState.ASKED);
        assertThat(asked.until()).isEqualTo(until);
        assertThat(ledger().history(session, 1, 1, NOW, "").running())
                .as("takes no place yet")
                .isZero();
        var approved = move(asked, Move.approved("ann"));
        assertThat(approved.state()).isEqualTo(CycleState.PERMITTED);
        assertThat(approved.approvedBy()).isEqualTo("ann");
        assertThat(ledger().history(session, 1, 1, NOW, "").running()).isEqualTo(1);
    }

    private static final Limits NOTHING = new Limits(0, 0, 0, 0, 0, 0, 0);
    private static final Limits PLENTY = new Limits(99, 99, 99, 99, 99, 99, 99);

    private Opening openWithin(Limits limits, String name) {
        var session = session("alpha", name, "1000");
        return ledger().open(
                        new NewCycle("i-1", session, Caller.WATCHDOG, new TreeMap<>(), NOW, null, limits),
                        List.of(),
                        List.of(event("PERMITTED")));
    }

    @Test
    void opensNothingBeyondALimitAndSaysWhich() {
        opened(openWithin(PLENTY, "pts/1"));
        assertThat(openWithin(new Limits(99, 1, 99, 99, 99, 99, 99), "pts/2"))
                .isEqualTo(new Opening.AtLimit("1 resets of this account within an hour, and 1 may be"));
        assertThat(openWithin(new Limits(99, 99, 1, 99, 99, 99, 99), "pts/2")).isInstanceOf(Opening.AtLimit.class);
        assertThat(openWithin(new Limits(99, 99, 99, 1, 99, 99, 99), "pts/2")).isInstanceOf(Opening.AtLimit.class);
        assertThat(openWithin(new Limits(99, 99, 99, 99, 1, 99, 99), "pts/2")).isInstanceOf(Opening.AtLimit.class);
        assertThat(openWithin(new Limits(99, 99, 99, 99, 99, 1, 99), "pts/2"))
                .isEqualTo(new Opening.AtLimit("1 resets of this account at once, and 1 may be"));
        assertThat(openWithin(new Limits(99, 99, 99, 99, 99, 99, 1), "pts/2")).isInstanceOf(Opening.AtLimit.class);
        assertThat(openWithin(new Limits(-1, 99, 99, 99, 99, 99, 99), "pts/2")).isInstanceOf(Opening.AtLimit.class);
        assertThat(ledger().openCycles()).hasSize(1);
        assertThat(trail().verify().records()).isEqualTo(1);
        opened(openWithin(new Limits(1, 2, 2, 2, 2, 99, 99), "pts/2"));
    }

    @Test
    void severalAtOnceDoNotGoBeyondALimitTogether() throws Exception {
        var names = new AtomicInteger();

        var opened =
                concurrently(() -> openWithin(new Limits(99, 99, 2, 99, 99, 99, 99), "pts/" + names.incrementAndGet()));

        assertThat(opened).filteredOn(Opening.Opened.class::isInstance).hasSize(2);
        assertThat(ledger().openCycles()).hasSize(2);
    }

    private static Hold hold(Hold.Kind kind, String subject, String reason) {
        return new Hold(kind, subject, "ann", reason, NOW, kind == Hold.Kind.PAUSE ? NOW.plusSeconds(60) : null);
    }

    @Test
    void holdsUntilItIsReleasedWithARecordOfEach() {
        var pause = hold(Hold.Kind.PAUSE, Hold.EVERYWHERE, "a new switch");
        ledger().hold(pause, event("PAUSED"));
        ledger().hold(hold(Hold.Kind.PAUSE, "alpha", "first"), event("PAUSED"));
        var again = hold(Hold.Kind.PAUSE, "alpha", "second");
        ledger().hold(again, event("PAUSED"));

        assertThat(ledger().holds()).containsExactlyInAnyOrder(pause, again);
        assertThat(ledger().release(Hold.Kind.PAUSE, "beta", event("RESUMED"))).isFalse();
        assertThat(ledger().release(Hold.Kind.KEEP, "alpha", event("RESUMED"))).isFalse();
        assertThat(ledger().release(Hold.Kind.PAUSE, "alpha", event("RESUMED"))).isTrue();
        assertThat(ledger().holds()).containsExactly(pause);
        assertThat(trail().verify().records()).isEqualTo(4);
    }

    @Test
    void whatIsKeptEndsWithItsIncident() {
        var incident = incident(ledger().nextIncidentId(), session("alpha", "pts/1", "1000"), Symptom.STOPPED, NOW);
        ledger().record(List.of(incident), List.of());
        ledger().hold(hold(Hold.Kind.KEEP, incident.id(), "a long job"), event("KEPT"));
        ledger().record(List.of(incident), List.of());
        assertThat(ledger().holds()).hasSize(1);
        ledger().record(List.of(incident.closed(NOW, Ending.ENDED)), List.of());
        assertThat(ledger().holds()).isEmpty();
    }

    @Test
    void aSeatIsGivenUpWithTheEscalationOfItsCycle() {
        var session = session("alpha", "pts/1", "1000");
        var cycle = open(session, Caller.WATCHDOG, NOW);
        advance(cycle, CycleState.ESCALATED);
        assertThat(ledger().holds()).singleElement().satisfies(hold -> {
            assertThat(hold.kind()).isEqualTo(Hold.Kind.GIVEN_UP);
            assertThat(hold.subject()).isEqualTo(session.seat());
            assertThat(hold.reason()).contains(cycle.incident());
        });
    }

    @Test
    void whatWasGivenUpIsCountedAnewOnceItIsAcknowledged() {
        var session = session("alpha", "pts/1", "1000");
        assertThat(ledger().acknowledge(session.seat(), NOW, List.of(), event("ACKNOWLEDGED")))
                .isFalse();
        var before = incident(ledger().nextIncidentId(), session, Symptom.STOPPED, NOW.minusSeconds(60));
        ledger().record(List.of(before), List.of());
        ledger().hold(hold(Hold.Kind.GIVEN_UP, session.seat(), "again and again"), event("GIVEN_UP"));
        assertThat(ledger().incidentsAt(session.seat(), NOW.minusSeconds(3600))).isOne();

        assertThat(ledger().acknowledge(session.seat(), NOW, List.of(before.countedAnew()), event("ACKNOWLEDGED")))
                .isTrue();
        assertThat(ledger().holds()).isEmpty();
        assertThat(ledger().incidentsAt(session.seat(), NOW.minusSeconds(3600))).isZero();
        assertThat(ledger().findIncident(before.id()).orElseThrow().recurrence())
                .isZero();
        ledger().record(
                        List.of(incident(ledger().nextIncidentId(), session, Symptom.STOPPED, NOW.plusSeconds(1))),
                        List.of());
        assertThat(ledger().incidentsAt(session.seat(), NOW.minusSeconds(3600))).isOne();
        assertThat(trail().verify().records()).isEqualTo(2);
    }

    @Test
    void movesAlongWithAClockThatIsSet() {
        var waits = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);
        var warned = ledger().advance(
                        waits,
                        Move.waiting(Rung.WARN, CycleState.WARNED, NOW.plusSeconds(60)),
                        NOW,
                        List.of(),
                        List.of())
                .orElseThrow();
        var done = session("alpha", "pts/2", "1000");
        advance(open(done, Caller.WATCHDOG, NOW.minusSeconds(3000)), CycleState.RESETTING, CycleState.UNKNOWN);
        long records = trail().verify().records();

        var threeHours = Duration.ofHours(3);
        ledger().clockSet(threeHours, NOW.plus(threeHours), event("CLOCK_SET"));

        var now = ledger().findCycle(warned.id()).orElseThrow();
        assertThat(now.until()).isEqualTo(NOW.plus(threeHours).plusSeconds(60));
        assertThat(now.opened()).isEqualTo(NOW.plus(threeHours));
        assertThat(ledger().history(done, 1, 1, NOW.plus(threeHours), "").sessionResets())
                .as("within the last hour still")
                .isOne();
        assertThat(ledger().history(done, 1, 1, NOW.plus(threeHours), "").lastReset())
                .isEqualTo(NOW.plus(threeHours).minusSeconds(3000).plusMillis(1));
        assertThat(ledger().advance(now, Move.to(CycleState.PERMITTED), NOW, List.of(), List.of()))
                .as("who has it may go on")
                .isPresent();
        assertThat(trail().verify().records()).isEqualTo(records + 1);
    }

    @Test
    void keepsWhoseOwnersHaveStillToBeToldUntilTheyWere() {
        var taken = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);
        assertThat(ledger().untold()).isEmpty();
        var acts = ledger().advance(taken, Move.taking(Rung.RESET, CycleState.RESETTING), NOW, List.of(), List.of())
                .orElseThrow();
        var healed = advance(acts, CycleState.VERIFYING, CycleState.HEALED);
        var nobodys = open(session("alpha", "pts/2", null), Caller.WATCHDOG, NOW);
        var nobodysActs = ledger().advance(
                        nobodys, Move.taking(Rung.RESET, CycleState.RESETTING), NOW, List.of(), List.of())
                .orElseThrow();
        advance(nobodysActs, CycleState.VERIFYING, CycleState.HEALED);
        advance(open(session("alpha", "pts/3", "1000"), Caller.WATCHDOG, NOW), CycleState.WITHDRAWN);
        assertThat(ledger().untold()).containsExactly(healed);

        long records = trail().verify().records();
        ledger().told(List.of(healed), event("told"));
        assertThat(ledger().untold()).isEmpty();
        assertThat(trail().verify().records()).isEqualTo(records + 1);
    }

    @Test
    void countsForLimits() {
        var seat = session("alpha", "pts/1", "1000");
        advance(open(seat, Caller.WATCHDOG, NOW.minusSeconds(3600)), CycleState.RESETTING, CycleState.UNKNOWN);
        advance(open(seat, Caller.WATCHDOG, NOW.minusSeconds(3599)), CycleState.RESETTING, CycleState.UNKNOWN);
        advance(open(seat, Caller.WATCHDOG, NOW.minusSeconds(50)), CycleState.WITHDRAWN);
        advance(open(seat, Caller.WATCHDOG, NOW.minusSeconds(49)), CycleState.RESETTING, CycleState.WITHDRAWN);
        advance(open(seat, new Caller("anna", null, null, false), NOW), CycleState.RESETTING, CycleState.UNKNOWN);
        var running = open(seat, Caller.WATCHDOG, NOW.minusSeconds(1));
        open(session("alpha", "pts/2", "1000"), Caller.WATCHDOG, NOW);
        open(session("alpha", "pts/3", "1001"), Caller.WATCHDOG, NOW);
        open(session("beta", "pts/1", "1000"), Caller.WATCHDOG, NOW);
        open(session("alpha", "pts/4", null), Caller.WATCHDOG, NOW);

        assertThat(ledger().history(seat, 2, 9, NOW, ""))
                .isEqualTo(new History(2, 9, 0, 3, 4, 6, 7, 5, 2, 4, NOW.plusMillis(1)));
        assertThat(ledger().history(seat, 2, 9, NOW, running.id()))
                .isEqualTo(new History(2, 9, 0, 2, 3, 5, 6, 4, 1, 3, NOW.plusMillis(1)));
        assertThat(ledger().history(session("alpha", "pts/4", null), 2, 9, NOW, ""))
                .isEqualTo(new History(2, 9, 0, 1, 0, 6, 7, 5, 0, 4, null));
    }

    @Test
    void countsTheSickSessionsOfAServer() {
        var seat = session("alpha", "pts/1", "1000");
        ledger().record(
                        List.of(
                                incident(ledger().nextIncidentId(), seat, Symptom.STOPPED, NOW),
                                incident(ledger().nextIncidentId(), session("alpha", "pts/2", null), Symptom.DOWN, NOW),
                                incident(ledger().nextIncidentId(), seat, Symptom.STOPPED, NOW)
                                        .closed(NOW, Ending.ENDED),
                                incident(ledger().nextIncidentId(), seat, null, NOW),
                                incident(ledger().nextIncidentId(), null, Symptom.NOT_ANSWERING, NOW),
                                incident(
                                        ledger().nextIncidentId(),
                                        session("beta", "pts/1", "1000"),
                                        Symptom.STOPPED,
                                        NOW)),
                        List.of());

        assertThat(ledger().history(seat, 1, 1, NOW, "").sickOfServer()).isEqualTo(2);
    }
}

package io.sessionwarden.simulation;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.Limits;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.SessionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor makes of the trail while it is written, knowing nothing of the warden's own state; and the invariants that
 * are held against it.
 */
final class Books {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String EVERYTHING = "everything ";
    private static final Set<String> ENDS = Set.of("HEALED", "FAILED", "ESCALATED", "WITHDRAWN", "UNKNOWN");

    private final Supplier<Limits> limits;
    private final Map<String, Cycle> cycles = new LinkedHashMap<>();

    /** What holds the watchdog back: a server or all of them, an incident, a seat. */
    private final Set<String> held = new HashSet<>();

    /** The last reason why nothing was done, or that it was done, by the session's identity. */
    private final Map<String, String> reasons = new HashMap<>();

    /** @param limits those in force now */
    Books(Supplier<Limits> limits) {
        this.limits = limits;
    }

    /** A cycle as the trail tells of it. */
    private static final class Cycle {
        private final String id;
        private final String session;
        private final String seat;
        private final String fullSeat;
        private final String account;
        private final String server;
        private final boolean automatic;
        private Instant opened;
        private boolean permitted;
        private boolean asked;
        private String state = "PERMITTED";
        private @Nullable String rung;
        private boolean acted;
        private final Set<Rung> taken = EnumSet.noneOf(Rung.class);

        Cycle(AuditEvent event, Instant opened) {
            this.id = event.detail("cycle");
            this.session = event.session();
            this.server = event.server();
            this.seat = event.server() + "/" + event.detail("sessionName");
            this.fullSeat = event.server() + "/" + World.CONNECTOR + "/" + event.detail("sessionName");
            this.account = event.server() + "/" + event.detail("account");
            this.automatic = event.detail("automatic").equals("true");
            this.opened = opened;
        }

        boolean goesOn() {
            return !ended() && !asked;
        }

        boolean ended() {
            return ENDS.contains(state);
        }

        /** Whether it takes a place in the limits. */
        boolean counts() {
            return acted || (!ended() && !asked);
        }
    }

    void read(AuditRecord record) {
        var event = record.event();
        if (event.type() == EventType.DECISION) {
            decided(event, record.at());
        } else if (event.type() == EventType.CYCLE_STEP) {
            stepped(event);
        } else {
            said(event);
        }
    }

    private void said(AuditEvent event) {
        switch (event.type()) {
            case CLOCK_SET ->
                cycles.values()
                        .forEach(cycle ->
                                cycle.opened = cycle.opened.plusMillis(Long.parseLong(event.detail("byMillis"))));
            case GIVEN_UP -> held.add(event.detail("seat"));
            case PAUSED -> held.add(EVERYTHING + event.detail("subject"));
            case RESUMED -> held.remove(EVERYTHING + event.detail("subject"));
            case KEPT -> held.add(event.incident());
            case ACKNOWLEDGED -> held.remove(event.detail("subject"));
            case INCIDENT_CLOSED -> held.remove(event.incident());
            default -> {
                // Nothing that anybody said to the watchdog.
            }
        }
    }

    private void holdAgainstPeople(Cycle cycle, AuditEvent event) {
        Stream.of(EVERYTHING, EVERYTHING + cycle.server, event.incident(), cycle.fullSeat)
                .filter(held::contains)
                .findFirst()
                .ifPresent(why -> {
                    throw Invariant.NOTHING_THAT_IS_HELD.broken(cycle.id + " acts although this is held: " + why);
                });
    }

    private void decided(AuditEvent event, Instant at) {
        if (!event.session().isEmpty() && event.detail("automatic").equals("true")) {
            reasons.put(event.session(), event.outcome() + ": " + event.detail("reasons"));
        }
        boolean carriedOut = event.detail("carriedOut").equals("true");
        boolean opens = !event.detail("cycle").isEmpty() && !cycles.containsKey(event.detail("cycle"));
        if (!opens) {
            return;
        }
        var cycle = new Cycle(event, at);
        cycle.permitted = carriedOut;
        cycle.asked = !carriedOut;
        if (cycle.automatic && carriedOut) {
            holdAgainstLimits(cycle);
        }
        cycles.values().stream()
                .filter(other -> other.session.equals(cycle.session) && !other.ended())
                .findFirst()
                .ifPresent(other -> {
                    throw Invariant.AT_MOST_ONE_RESET_PER_INCARNATION.broken(
                            cycle.id + " and " + other.id + " are both about " + cycle.session);
                });
        cycles.put(cycle.id, cycle);
    }

    private void holdAgainstLimits(Cycle cycle) {
        var most = limits.get();
        hold(cycle, "its seat", most.session(), other -> lately(cycle, other) && other.seat.equals(cycle.seat));
        hold(
                cycle,
                "its account",
                most.account(),
                other -> lately(cycle, other) && other.account.equals(cycle.account));
        hold(cycle, "its server", most.server(), other -> lately(cycle, other) && other.server.equals(cycle.server));
        hold(cycle, "all", most.overall(), other -> lately(cycle, other));
        hold(cycle, "those going on", most.running(), Cycle::goesOn);
        hold(
                cycle,
                "those of its account",
                most.accountRunning(),
                other -> other.goesOn() && other.account.equals(cycle.account));
        hold(
                cycle,
                "those on its server",
                most.serverRunning(),
                other -> other.goesOn() && other.server.equals(cycle.server));
    }

    private static boolean lately(Cycle cycle, Cycle other) {
        return other.automatic && other.counts() && other.opened.isAfter(cycle.opened.minus(HOUR));
    }

    private void hold(Cycle cycle, String what, int limit, Predicate<Cycle> which) {
        long before = cycles.values().stream().filter(which).count();
        if (before >= limit) {
            throw Invariant.WITHIN_LIMITS.broken(
                    cycle.id + " is opened although " + what + " has had " + before + " of " + limit);
        }
    }

    private void stepped(AuditEvent event) {
        var cycle = cycles.get(event.detail("cycle"));
        if (cycle == null) {
            throw Invariant.NO_RESET_WITHOUT_PERMIT.broken(event.detail("cycle") + " was never decided");
        }
        if (cycle.asked && event.outcome().equals("PERMITTED")) {
            cycle.asked = false;
            cycle.permitted = true;
        }
        cycle.state = event.outcome();
        if (event.outcome().equals("ESCALATED")) {
            held.add(cycle.fullSeat);
        }
        if (event.outcome().equals("RESETTING") && cycle.automatic) {
            holdAgainstPeople(cycle, event);
        }
        if (event.outcome().equals("RESETTING")) {
            cycle.rung = event.detail("rung");
            cycle.acted = true;
        }
        if (cycle.ended()) {
            reasons.put(event.session(), event.outcome() + ": " + event.detail("message"));
        }
    }

    /** Holds an act against what was recorded before it. */
    void hold(World.Act act) {
        var identity = act.wanted().canonical();
        var about = cycles.values().stream()
                .filter(cycle -> cycle.session.equals(identity) && cycle.permitted && !cycle.ended())
                .toList();
        if (about.isEmpty()) {
            throw Invariant.NO_RESET_WITHOUT_PERMIT.broken(
                    "nobody permitted to " + act.rung().word() + " " + identity);
        }
        var now = about.stream()
                .filter(cycle ->
                        cycle.state.equals("RESETTING") && act.rung().word().equals(cycle.rung))
                .findFirst()
                .orElseThrow(() -> Invariant.EVERY_ACT_RECORDED_BEFORE.broken(
                        act.rung().word() + " of " + identity + " is not in the trail"));
        if (!now.taken.add(act.rung())) {
            throw Invariant.AT_MOST_ONE_RESET_PER_INCARNATION.broken(
                    now.id + " does " + act.rung().word() + " of " + identity + " again");
        }
        if (!act.wanted().equals(act.hit().identity())) {
            throw Invariant.NEVER_ANOTHER_INCARNATION.broken("wanted " + identity + ", hit " + act.hit());
        }
        if (now.automatic && !mayBeTouched(act.hit())) {
            throw Invariant.NEVER_A_PROTECTED_ONE.broken(act.hit() + " was hit by the watchdog itself");
        }
    }

    private static boolean mayBeTouched(Incarnation one) {
        return !one.user.equals(World.PROTECTED) && one.kind == SessionKind.USER && one.lookedSick;
    }

    /** What was said last of that session. */
    Optional<String> reason(Incarnation one) {
        return Optional.ofNullable(reasons.get(one.identity().canonical()));
    }

    /** How many cycles ended in each way. */
    Map<String, Long> tally() {
        var tally = new TreeMap<String, Long>();
        cycles.values().forEach(cycle -> tally.merge(cycle.state, 1L, Long::sum));
        return tally;
    }
}

package io.sessionwarden.cycle;

import io.sessionwarden.host.Notice;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the owner of a session afterwards that it was reset, and why: where it was reopened, or in whichever session of theirs on
 * that server is seen next within a day. What is still to be told is in the ledger, so that a restart forgets nothing; whether
 * it could be told is recorded. Safe for use by several threads, one for each server.
 */
final class Herald {

    /** So long the owner of a session is waited for. */
    static final Duration WAITS = Duration.ofDays(1);

    private static final Duration SELDOM = Duration.ofSeconds(5);
    /** So long after it could not be told, because its terminal takes no output, it is not tried again. */
    private static final Duration DEAF = Duration.ofMinutes(1);

    private static final int MOST_AT_A_TIME = 10;

    /** Somebody sits there, or will find it when they come back. */
    private static final Set<SessionState> IN_USE =
            EnumSet.of(SessionState.ACTIVE, SessionState.IDLE, SessionState.CONNECTED);

    private final Ledger ledger;
    private final ResetPolicy policy;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Map<String, Round> rounds = new ConcurrentHashMap<>();

    /** When a server's turn is, and until when a seat is left alone whose owner could not be told just now. */
    private static final class Round {
        private final Every turn = new Every(SELDOM);
        private final Map<String, Instant> later = new HashMap<>();
    }

    Herald(Wiring wiring) {
        this.ledger = wiring.ledger();
        this.policy = wiring.policy();
        this.clock = wiring.clock();
        this.steady = wiring.steady();
    }

    /** @param sessions those of the server that a sweep has just seen */
    void tell(WatchedServer server, List<Session> sessions) {
        var round = rounds.computeIfAbsent(server.name(), name -> new Round());
        if (!round.turn.isDue(steady.instant())) {
            return;
        }
        var seats = ledger.untold().stream()
                .filter(cycle -> cycle.session().server().equals(server.name()))
                .collect(Collectors.groupingBy(
                        cycle -> cycle.session().seat(), LinkedHashMap::new, Collectors.toList()));
        round.later.keySet().retainAll(seats.keySet());
        seats.entrySet().stream()
                .filter(seat -> !steady.instant().isBefore(round.later.getOrDefault(seat.getKey(), Instant.MIN)))
                .filter(seat -> isOver(seat.getValue())
                        || listener(seat.getValue(), sessions).isPresent())
                .limit(MOST_AT_A_TIME)
                .forEach(seat -> {
                    if (!tell(server, seat.getValue(), sessions)) {
                        round.later.put(seat.getKey(), steady.instant().plus(DEAF));
                    }
                });
    }

    private boolean isOver(List<Cycle> ofSeat) {
        return !clock.instant().isBefore(latest(ofSeat).changed().plus(WAITS));
    }

    /** The latest of a seat stands for all of them. */
    private static Cycle latest(List<Cycle> ofSeat) {
        return ofSeat.get(ofSeat.size() - 1);
    }

    /** Answers whether there is nothing more to be told of that seat. */
    private boolean tell(WatchedServer server, List<Cycle> ofSeat, List<Session> sessions) {
        var cycle = latest(ofSeat);
        if (isOver(ofSeat)) {
            var nobody = Notice.untold("nobody could be told within a day");
            ledger.told(ofSeat, Events.ownerTold(cycle, cycle.session(), "", nobody, policy.revision()));
            return true;
        }
        var in = listener(ofSeat, sessions).orElseThrow();
        var text = text(cycle);
        var notice = Warner.tell(server, in, text);
        if (notice.told()) {
            ledger.told(ofSeat, Events.ownerTold(cycle, in, text, notice, policy.revision()));
        }
        return notice.told();
    }

    /** The one at the same seat, or else the one that began last. */
    private static Optional<Session> listener(List<Cycle> ofSeat, List<Session> sessions) {
        var reset = latest(ofSeat).session();
        return sessions.stream()
                .filter(session -> session.account() != null
                        && session.account().equals(reset.account())
                        && !session.identity().equals(reset.identity())
                        && IN_USE.contains(session.state()))
                .max(Comparator.comparing((Session session) -> session.seat().equals(reset.seat()))
                        .thenComparing(Session::started, Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    private String text(Cycle cycle) {
        var symptom = ledger.findIncident(cycle.incident())
                .map(incident -> incident.symptomName())
                .orElse("");
        return "Session Warden: the session " + cycle.session().name() + " of this account was " + done(cycle.rung())
                + " at " + cycle.changed().truncatedTo(ChronoUnit.SECONDS)
                + (cycle.caller().isWatchdog() ? "" : " by " + cycle.caller().logonName())
                + (symptom.isEmpty() ? "" : ": " + symptom) + ". The whole story: warden explain " + cycle.incident();
    }

    private static String done(@Nullable Rung rung) {
        return rung == Rung.DISCONNECT ? "disconnected" : rung == Rung.LOG_OFF ? "logged off" : "reset";
    }
}

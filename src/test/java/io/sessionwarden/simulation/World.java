package io.sessionwarden.simulation;

import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is really the case: the sessions that stand on each server, and everything that was done to them. */
final class World {

    static final String CONNECTOR = "simulated";
    static final List<String> SERVERS = List.of("local", "till", "depot");
    static final List<String> USERS = List.of("ann", "bob", "carol", "payroll");
    static final String PROTECTED = "payroll";

    /** So few that a number is soon used again. */
    private static final int PIDS = 12;

    private static final List<String> SEATS = List.of("pts/1", "pts/2", "pts/3", "pts/4", "tty1");
    private static final List<String> ILLNESSES =
            List.of("DEAD_LEADER", "DOWN", "FROZEN_DISPLAY", "STOPPED", "OUTPUT_BLOCKED");

    final SettableClock clock;
    final Chance chance;
    final Map<String, Weather> weather = new LinkedHashMap<>();
    final List<Act> acts = new ArrayList<>();
    private final Map<String, List<Incarnation>> standing = new LinkedHashMap<>();

    /** Seats at which a getty will open a session again, and when. */
    private final Map<String, Map<String, Reopening>> reopening = new HashMap<>();

    /** Whether nothing more happens by itself. */
    boolean quiet;

    private int nextPid;
    private long boots = 1;

    /** How a server answers. */
    enum Weather {
        FINE,
        SLOW,
        HANGS,
        CUT_OFF
    }

    private record Reopening(Instant at, String user) {}

    /**
     * Something that was done to a session.
     *
     * @param wanted the incarnation that was to be hit
     * @param hit the one that was
     * @param sick whether that one was really sick
     * @param closed whether it ended by it
     */
    record Act(
            Instant at,
            String server,
            Rung rung,
            SessionIdentity wanted,
            Incarnation hit,
            boolean sick,
            boolean closed) {}

    World(SettableClock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
        for (var server : SERVERS) {
            weather.put(server, Weather.FINE);
            standing.put(server, new ArrayList<>());
            reopening.put(server, new HashMap<>());
            SEATS.forEach(seat -> open(server, seat, chance.oneOf(USERS)));
        }
    }

    List<Incarnation> on(String server) {
        return standing.getOrDefault(server, List.of());
    }

    List<Incarnation> all() {
        return standing.values().stream().flatMap(List::stream).toList();
    }

    Optional<Incarnation> ofPid(String server, int pid) {
        return on(server).stream().filter(one -> one.pid == pid).findFirst();
    }

    private Incarnation open(String server, String seat, String user) {
        do {
            nextPid = nextPid % PIDS + 1;
        } while (ofPid(server, nextPid).isPresent());
        var kind = seat.equals("tty1") ? SessionKind.CONSOLE : SessionKind.USER;
        var one = new Incarnation(server, seat, user, kind, nextPid, boots++, clock.instant());
        on(server).add(one);
        return one;
    }

    void close(Incarnation one) {
        on(one.server).remove(one);
        reopening(one.server).put(one.seat, new Reopening(clock.instant().plusSeconds(chance.below(5)), one.user));
    }

    private Map<String, Reopening> reopening(String server) {
        return reopening.computeIfAbsent(server, none -> new HashMap<>());
    }

    /** Time passes, and what is to open again opens. */
    void passes(Duration time) {
        clock.advance(time);
        for (var server : SERVERS) {
            var due = reopening(server);
            for (var seat : List.copyOf(due.keySet())) {
                var reopens = due.get(seat);
                if (reopens != null && !clock.instant().isBefore(reopens.at())) {
                    due.remove(seat);
                    open(server, seat, reopens.user());
                }
            }
        }
    }

    /** A session ends in the very moment in which it was to be hit, and another gets its number. */
    void takesTheNumber(Incarnation one) {
        on(one.server).remove(one);
        var user = chance.oneOf(USERS);
        on(one.server).add(new Incarnation(one.server, one.seat, user, one.kind, one.pid, boots++, clock.instant()));
    }

    /** Something happens to somebody's session. */
    String somethingHappens() {
        var all = all();
        if (all.isEmpty() || quiet) {
            return "nothing";
        }
        var one = chance.oneOf(all);
        switch (chance.below(8)) {
            case 0 -> {
                close(one);
                return one + " ends";
            }
            case 1 -> {
                close(one);
                reopening(one.server).remove(one.seat);
                var next = open(one.server, one.seat, chance.oneOf(USERS));
                return one + " ends, and " + next + " begins";
            }
            case 2 -> {
                one.ill = "";
                return one + " is well";
            }
            default -> {
                one.ill = chance.oneOf(ILLNESSES);
                one.deafToHangup = chance.once(3);
                one.deafToReset = chance.once(6);
                return one + " falls sick";
            }
        }
    }

    /** From now on nothing happens by itself, everything answers, and nothing withstands. */
    void settle() {
        quiet = true;
        weather.replaceAll((server, before) -> Weather.FINE);
        all().forEach(one -> one.deafToReset = false);
    }
}

package io.sessionwarden.whole;

import io.sessionwarden.fake.Await;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.practice.Broken;
import io.sessionwarden.practice.Fault;
import io.sessionwarden.practice.PracticeSessions;
import io.sessionwarden.practice.Program;
import io.sessionwarden.practice.Seat;
import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Real sessions, opened again by a respawner of the test's own, of which one is broken every few moments; and what was really
 * done to them, whatever a warden believes. A session that was broken is broken again only when it was noted to go on, so that
 * each end of one has one cause.
 */
final class Storm implements AutoCloseable {

    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final Set<Fault> STOPS = EnumSet.of(Fault.STOPPED, Fault.HUP_IMMUNE);
    private static final int LONGEST_PAUSE_MILLIS = 250;
    private static final Duration STANDING = Duration.ofSeconds(60);

    private final Random random;
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final Queue<Injected> injected = new ConcurrentLinkedQueue<>();
    private final Queue<String> wentOn = new ConcurrentLinkedQueue<>();
    private final PracticeSessions sessions;
    private final Thread thread = new Thread(this::rage, "storm");
    private volatile boolean raging = true;
    private volatile @Nullable IOException failed;

    /** A fault that really was injected into the session that this leader led. */
    record Injected(Fault fault, String seat, Leader leader) {}

    Storm(long seed) throws IOException {
        this.random = new Random(seed);
        var seats = new ArrayList<>(Seat.usual(Seat.FEWEST + 5));
        seats.add(new Seat("stubborn-2", "fay", Program.STUBBORN));
        seats.add(new Seat("books", "gus", Program.BOOKS));
        this.sessions = PracticeSessions.start("storm", seats, ended::add);
        thread.setDaemon(true);
    }

    List<Seat> seats() {
        return sessions.seats();
    }

    String markOf(Seat seat) {
        return sessions.markOf(seat);
    }

    /** Waits until every session stands, is healthy, and has not been broken; the seats where that is in vain. */
    List<String> stillBroken() throws InterruptedException {
        return sessions.awaitWhole(STANDING)
                ? List.of()
                : seats().stream()
                        .map(Seat::name)
                        .filter(seat -> !sessions.whole(seat))
                        .toList();
    }

    void begin() {
        thread.start();
    }

    /** Nothing more is broken, and who is protected is let go on. */
    void end() throws IOException, InterruptedException {
        raging = false;
        thread.join();
        if (failed != null) {
            throw failed;
        }
        sessions.mend(Seat.PROTECTED_LOGON);
    }

    private void rage() {
        try {
            while (raging) {
                LockSupport.parkNanos(
                        Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos());
                strike(FAULTS.get(random.nextInt(FAULTS.size())));
            }
        } catch (IOException e) {
            failed = e;
        }
    }

    private synchronized void strike(Fault fault) throws IOException {
        if (fault == Fault.PROTECTED && random.nextBoolean()) {
            sessions.mend(Seat.PROTECTED_LOGON);
        }
        // Whole sessions only are broken, and those have no other leader a moment later.
        var leaders = leaders();
        sessions.breakOne(fault).map(broken -> injected(broken, leaders)).ifPresent(one -> {
            injected.add(one);
            if (STOPS.contains(one.fault())) {
                Await.until("it is stopped, or has been reset", () -> !goesOn(one.leader()));
            }
        });
    }

    private static Injected injected(Broken broken, Map<String, Leader> leaders) {
        var leader = leaders.get(broken.seat());
        if (leader == null || !broken.line().contains("leader " + leader.pid() + ":")) {
            throw new IllegalStateException(broken.line() + ", and not " + leader);
        }
        return new Injected(broken.fault(), broken.seat(), leader);
    }

    /** Who leads the session at each seat. */
    Map<String, Leader> leaders() {
        var leaders = new HashMap<String, Leader>();
        for (var seat : sessions.seats()) {
            sessions.leader(seat.name()).ifPresent(leader -> leaders.put(seat.name(), leader));
        }
        return leaders;
    }

    List<Injected> injected() {
        return List.copyOf(injected);
    }

    /**
     * Notes where an act that was cut has let a stopped session go on that ignores hang-ups (all do where the tests themselves
     * were started so): that one is healed, and can be broken again. Only for a moment at which no warden runs.
     */
    synchronized void noteWhoGoesOn() throws IOException {
        for (var one : List.copyOf(injected)) {
            if (STOPS.contains(one.fault())
                    && sessions.leader(one.seat()).filter(one.leader()::equals).isPresent()
                    && !sessions.whole(one.seat())
                    && goesOn(one.leader())) {
                wentOn.add(one.seat());
                sessions.mend(one.seat());
            }
        }
    }

    private static boolean goesOn(Leader leader) {
        return ProcessStat.of(leader.pid())
                .filter(stat -> stat.startTicks() == leader.startTicks() && !stat.ended() && !stat.stopped())
                .isPresent();
    }

    /** How often a session at that seat went on after an act that was cut. */
    long wentOn(String seat) {
        return wentOn.stream().filter(seat::equals).count();
    }

    /** How often a session ended at that seat, whoever ended it. */
    long ended(String seat) {
        return ended.stream().filter(seat::equals).count();
    }

    @Override
    public void close() throws IOException {
        raging = false;
        sessions.close();
    }
}

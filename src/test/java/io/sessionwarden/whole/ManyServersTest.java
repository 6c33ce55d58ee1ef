package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.cycle.Flow;
import io.sessionwarden.cycle.LeaderWatch;
import io.sessionwarden.cycle.Servers;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.cycle.Wiring;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.ScriptedPolicy;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Roster;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.schedule.Schedule;
import io.sessionwarden.schedule.Schedule.Threads;
import io.sessionwarden.session.Selector;
import io.sessionwarden.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real schedule and the real flow over a thousand servers in memory, a tenth of which answer nothing until their
 * time-outs. {@code -Dmany.sweeps=N} goes on until each healthy one was swept so often, and prints the figures.
 */
class ManyServersTest {

    private static final int SERVERS = 1000;
    private static final int HANGING = SERVERS / 10;
    private static final int SWEEPS = Integer.getInteger("many.sweeps", 6);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    /** One server, and when it was asked. */
    private static final class Server {
        final FakeSessionHost host = new FakeSessionHost();
        final ConcurrentLinkedQueue<Long> asked = new ConcurrentLinkedQueue<>();
    }

    /** What a run showed: how far apart two sweeps of a healthy server lay, in milliseconds, and how many threads there were. */
    private record Seen(List<Long> gaps, int sweeps, int threads, int hung) {

        long percentile(int percent) {
            return gaps.get((gaps.size() - 1) * percent / 100);
        }

        @Override
        public String toString() {
            return "%d sweeps of %d servers, %d of them in vain; the others apart p50 %d ms, p99 %d ms, longest %d ms; %d threads for sweeps"
                    .formatted(
                            sweeps, SERVERS, hung, percentile(50), percentile(99), gaps.get(gaps.size() - 1), threads);
        }
    }

    @Test
    void thoseThatHangDelayNobodyElse() throws Exception {
        var alone = run("alone", 0);
        var beside = run("beside", HANGING);
        System.out.println("none hangs: " + alone + "\n" + HANGING + " hang:   " + beside);

        assertThat(beside.percentile(50)).isLessThan(alone.percentile(50) * 5 / 4);
        assertThat(beside.percentile(99)).isLessThan(Math.max(alone.percentile(99), INTERVAL.toMillis()) * 2);
        assertThat(beside.threads()).isLessThan(Threads.forServers(SERVERS).sweeps() + HANGING + 10);
    }

    private Seen run(String name, int hanging) throws Exception {
        var over = new CountDownLatch(1);
        var servers = new ArrayList<Server>();
        for (int i = 0; i < SERVERS; i++) {
            servers.add(i < hanging ? hanging(over) : healthy());
        }
        var healthy = servers.subList(hanging, SERVERS);
        int threads = 0;
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var inside = ConcurrentHashMap.<String>newKeySet();
        try (var database = Database.h2(folder.resolve(name));
                var schedule = Schedule.open(
                        database.dataSource(),
                        Threads.forServers(SERVERS),
                        (id, failure) -> failures.add(failure),
                        Duration.ofSeconds(20))) {
            var flow = flow(servers);
            schedule.start(cycle -> {}, server -> {
                if (!inside.add(server)) {
                    throw new AssertionError(server + " is swept twice at once");
                }
                flow.watch().sweep(server);
                inside.remove(server);
            });
            for (int i = 0; i < SERVERS; i++) {
                schedule.sweepEvery("s" + i, INTERVAL);
            }
            for (int round = 1; round <= SWEEPS; round++) {
                int least = round;
                Await.until(
                        least + " sweeps of each",
                        () -> healthy.stream().allMatch(server -> server.asked.size() >= least));
                threads = Math.max(threads, sweepThreads());
            }
            over.countDown();
        }
        assertThat(failures).isEmpty();
        int hung = sweeps(servers.subList(0, hanging));
        return new Seen(gaps(healthy), sweeps(healthy) + hung, threads, hung);
    }

    private static int sweeps(List<Server> servers) {
        return servers.stream().mapToInt(server -> server.asked.size()).sum();
    }

    private static int sweepThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("warden-sweep-"))
                .count();
    }

    private static List<Long> gaps(List<Server> servers) {
        var gaps = new ArrayList<Long>();
        for (var server : servers) {
            var times = List.copyOf(server.asked);
            for (int i = 1; i < times.size(); i++) {
                gaps.add(TimeUnit.NANOSECONDS.toMillis(times.get(i) - times.get(i - 1)));
            }
        }
        return gaps.stream().sorted().toList();
    }

    private static Server healthy() {
        var server = new Server();
        server.host.put(Sessions.session("till", 7));
        server.host.onList(() -> {
            server.asked.add(System.nanoTime());
        });
        return server;
    }

    private static Server hanging(CountDownLatch over) {
        var server = new Server();
        server.host.failWith(new HostException(Fault.NOT_ANSWERING, "no answer in time"));
        server.host.onList(() -> {
            server.asked.add(System.nanoTime());
            try {
                over.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return server;
    }

    private static Flow flow(List<Server> servers) {
        var clock = InstantSource.system();
        var trail = new RecordingAuditTrail(new SettableClock());
        var ledger = new FakeLedger(trail);
        var watched = new ArrayList<WatchedServer>();
        for (int i = 0; i < servers.size(); i++) {
            watched.add(new WatchedServer(
                    "s" + i,
                    Mode.OBSERVE,
                    false,
                    new Roster("s" + i, List.of(servers.get(i).host), Selector.ALL, List.of()),
                    new Prober(Map.of())));
        }
        return Flow.of(
                new Wiring(
                        new Servers(watched),
                        new IncidentBook(ledger::nextIncidentId, seat -> 0),
                        new ScriptedPolicy(),
                        -1,
                        new Resetter(clock, clock, time -> () -> false, () -> () -> false),
                        ledger,
                        trail,
                        cycle -> {},
                        LeaderWatch.NONE,
                        clock,
                        clock),
                () -> PolicyStanding.AGREED);
    }
}

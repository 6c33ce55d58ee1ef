package io.sessionwarden.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Practice on the real kernel: each fault is really there, and nothing is left behind. */
@RealHost(programs = {"script", "setsid"})
class PracticeSessionsIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String practice = "practice-it" + NUMBER.incrementAndGet();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private PracticeSessions sessions;

    @BeforeEach
    void open() throws Exception {
        sessions = PracticeSessions.start(practice, Seat.usual(Seat.FEWEST), ended::add);
        assertThat(sessions.awaitWhole(Duration.ofSeconds(20))).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        sessions.close();
    }

    @Test
    void opensRealSessionsEachWithItsOwnTerminalAndMark() {
        var terminals = new HashSet<Integer>();
        for (var seat : sessions.seats()) {
            int leader = leader(seat.name()).pid();
            var seen = SeenInProc.of(leader);
            assertThat(seen.session()).isEqualTo(leader);
            assertThat(seen.terminal()).isNotZero();
            terminals.add(seen.terminal());
            var mark = practice + "-" + ProcessHandle.current().pid() + "-" + seat.name();
            assertThat(sessions.marks()).contains(mark);
            assertThat(SeenInProc.environment(Path.of("/proc", Integer.toString(leader))))
                    .contains("\0WARDEN_SESSION=" + mark + "\0");
        }
        assertThat(terminals).hasSize(Seat.FEWEST);
    }

    @Test
    void reopensAKilledSessionWithANewLeader() throws Exception {
        var broken = sessions.breakOne(Fault.LEADER_KILLED).orElseThrow();

        awaitAnother(broken.seat(), pidIn(broken));
        assertThat(broken.line()).contains("killed").contains(broken.seat());
        assertThat(ended).containsExactly(broken.seat());
    }

    @Test
    void stopsALeaderAndReopensItsSessionAfterAHangUp() throws Exception {
        var broken = sessions.breakOne(Fault.STOPPED).orElseThrow();
        int leader = pidIn(broken);

        Await.until("leader stopped", () -> SeenInProc.of(leader).state() == 'T');
        assertThat(sessions.whole(broken.seat())).isFalse();
        assertThat(ended).isEmpty();
        signal("HUP", leader);
        signal("CONT", leader);

        awaitAnother(broken.seat(), leader);
    }

    @Test
    void blocksOutputByCtrlSAndByAClientThatStopsReading() throws Exception {
        var first = sessions.breakOne(Fault.OUTPUT_BLOCKED).orElseThrow();
        var second = sessions.breakOne(Fault.OUTPUT_BLOCKED).orElseThrow();

        assertThat(List.of(first.seat(), second.seat())).containsExactlyInAnyOrder("clock", "report");
        assertThat(first.line() + second.line()).contains("Ctrl-S").contains("stopped reading");
        for (var broken : List.of(first, second)) {
            int leader = pidIn(broken);
            Await.until(
                    broken.seat() + " waits to print",
                    () -> SeenInProc.of(leader).waitsToPrint());
            assertThat(ended).doesNotContain(broken.seat());
            signal("HUP", leader);
            awaitAnother(broken.seat(), leader);
        }
    }

    @Test
    void letsOutputFlowAgainWhenMended() throws Exception {
        for (int i = 0; i < 2; i++) {
            var broken = sessions.breakOne(Fault.OUTPUT_BLOCKED).orElseThrow();
            int leader = pidIn(broken);
            Await.until("waits to print", () -> SeenInProc.of(leader).waitsToPrint());

            sessions.mend(broken.seat());

            awaitMore(broken.seat(), 1);
            assertThat(leader(broken.seat()).pid()).isEqualTo(leader);
        }
    }

    @Test
    void keepsAHangUpImmuneSessionUntilItIsKilled() throws Exception {
        var broken = sessions.breakOne(Fault.HUP_IMMUNE).orElseThrow();
        int leader = pidIn(broken);
        Await.until("leader stopped", () -> SeenInProc.of(leader).state() == 'T');

        signal("HUP", leader);
        signal("CONT", leader);
        awaitMore(broken.seat(), 50);
        assertThat(SeenInProc.of(leader).runs()).isTrue();
        assertThat(ended).isEmpty();

        signal("KILL", leader);
        awaitAnother(broken.seat(), leader);
    }

    @Test
    void breaksAnotherSessionInTheNextRound() throws Exception {
        var first = sessions.breakOne(Fault.LEADER_KILLED).orElseThrow();
        awaitAnother(first.seat(), pidIn(first));
        for (int others = 1; others < Fault.values().length; others++) {
            assertThat(sessions.breakOne(Fault.BUSY)).isPresent();
        }

        assertThat(sessions.breakOne(Fault.LEADER_KILLED).orElseThrow().seat()).isNotEqualTo(first.seat());
    }

    @Test
    void busySessionWorksHardAndStaysWhole() throws Exception {
        int leader = leader("busy").pid();
        var broken = sessions.breakOne(Fault.BUSY).orElseThrow();

        awaitMore(broken.seat(), 500_000);
        assertThat(sessions.whole(broken.seat())).isTrue();
        assertThat(leader("busy").pid()).isEqualTo(leader);
    }

    @Test
    void protectedSessionStaysStoppedUntilPracticeContinuesIt() throws Exception {
        var broken = sessions.breakOne(Fault.PROTECTED).orElseThrow();
        int leader = pidIn(broken);
        Await.until("leader stopped", () -> SeenInProc.of(leader).state() == 'T');
        assertThat(sessions.breakOne(Fault.PROTECTED)).isEmpty();

        sessions.mend("payroll");

        awaitMore("payroll", 1);
        Await.until("whole again", () -> sessions.whole("payroll"));
        assertThat(leader("payroll").pid()).isEqualTo(leader);
        assertThat(sessions.breakOne(Fault.PROTECTED)).isPresent();
        assertThat(ended).isEmpty();
    }

    @Test
    void leavesNothingBehindWhateverStateItWasIn() throws Exception {
        var faults = List.of(
                Fault.OUTPUT_BLOCKED,
                Fault.OUTPUT_BLOCKED,
                Fault.STOPPED,
                Fault.HUP_IMMUNE,
                Fault.BUSY,
                Fault.PROTECTED);
        for (var fault : faults) {
            assertThat(sessions.breakOne(fault)).as(fault.word()).isPresent();
        }

        sessions.close();

        assertThat(SeenInProc.marked(practice + "-")).isEmpty();
        Await.until("no thread", () -> threads().noneMatch(name -> name.startsWith("practice ")));
    }

    @Test
    void fiftyReopeningsLeakNeitherThreadsNorDescriptors() throws Exception {
        reopenAll();
        long threads = threads().filter(name -> name.startsWith("practice ")).count();
        long descriptors = descriptors();

        for (int round = 0; round < 9; round++) {
            reopenAll();
        }

        Await.until(
                "as many threads as before",
                () -> threads().filter(name -> name.startsWith("practice ")).count() <= threads);
        Await.until("as many descriptors as before", () -> descriptors() <= descriptors + 3);
        assertThat(ended).hasSize(60);
    }

    @Test
    void endsWhatAKilledPracticeLeftBehind() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        var builder = new ProcessBuilder("sh", "-c", "kill -s STOP $$; sleep 60");
        builder.environment().put("WARDEN_SESSION", practice + "-" + gone.pid() + "-till-1");
        var left = builder.start();
        var ours = leader("till-1");

        Leftovers.end(practice);

        assertThat(left.waitFor()).isEqualTo(128 + 9);
        assertThat(leader("till-1")).isEqualTo(ours);
    }

    private void reopenAll() throws Exception {
        int wanted = ended.size() + Seat.FEWEST;
        for (var seat : sessions.seats()) {
            signal("KILL", leader(seat.name()).pid());
        }
        Await.until("all ended", () -> ended.size() >= wanted);
        assertThat(sessions.awaitWhole(Duration.ofSeconds(20))).isTrue();
    }

    private Leader leader(String seat) {
        return sessions.leader(seat).orElseThrow();
    }

    private static int pidIn(Broken broken) {
        return Integer.parseInt(broken.line().replaceAll(".*leader (\\d+):.*", "$1"));
    }

    private void awaitAnother(String seat, int leader) {
        Await.until(
                "a new session at " + seat,
                () -> sessions.whole(seat) && leader(seat).pid() != leader);
        assertThat(SeenInProc.of(leader).runs()).isFalse();
    }

    private void awaitMore(String seat, long bytes) {
        long before = sessions.received(seat);
        Await.until(bytes + " bytes more from " + seat, () -> sessions.received(seat) >= before + bytes);
    }

    private static void signal(String name, int pid) throws Exception {
        int exit = new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid)
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    private static long descriptors() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

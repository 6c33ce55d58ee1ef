package io.sessionwarden.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class PracticePlanTest {

    private static final Duration TICK = Duration.ofMillis(100);

    private final SettableClock clock = new SettableClock();
    private final Instant start = clock.instant();
    private final Room room = new Room();
    private final PracticeSummary summary = new PracticeSummary();
    private final List<String> said = new ArrayList<>();

    @Test
    void breaksInAnotherWayEveryFourSecondsFromTheSecondSecondOn() {
        run(plan(Instant.MAX), Duration.ofSeconds(26));

        assertThat(room.times).containsExactly(at(2), at(6), at(10), at(14), at(18), at(22), at(26));
        assertThat(room.broken)
                .containsExactly(
                        Fault.LEADER_KILLED,
                        Fault.STOPPED,
                        Fault.OUTPUT_BLOCKED,
                        Fault.HUP_IMMUNE,
                        Fault.BUSY,
                        Fault.PROTECTED,
                        Fault.LEADER_KILLED);
    }

    @Test
    void breaksNothingInTheLastEightSeconds() {
        run(plan(at(60)), Duration.ofSeconds(70));

        assertThat(room.times).hasSize(13).last().isEqualTo(at(50));
    }

    @Test
    void passesOverAKindThatHasNoWholeSession() {
        room.ill.add(Fault.LEADER_KILLED);
        room.failing.add(Fault.STOPPED);
        run(plan(Instant.MAX), Duration.ofSeconds(2));

        assertThat(room.broken).containsExactly(Fault.OUTPUT_BLOCKED);
        assertThat(said).anyMatch(line -> line.contains("stopped could not be done: no"));
    }

    @Test
    void countsBusyAsLeftAloneWhenNothingHappensToIt() throws IOException {
        var plan = plan(at(0));
        plan.breakOne(Fault.BUSY);
        run(plan, Duration.ofMillis(3900));
        assertThat(summary.success()).isFalse();

        run(plan, TICK);

        assertThat(summary.success()).isTrue();
    }

    @Test
    void continuesTheProtectedSessionOnlyAfterItWasLeftAlone() throws IOException {
        var plan = plan(at(0));
        plan.breakOne(Fault.PROTECTED);
        run(plan, Duration.ofSeconds(10));
        assertThat(room.mended).isEmpty();

        summary.leftAlone("seat of protected");
        run(plan, Duration.ofSeconds(1));

        assertThat(room.mended).containsExactly("seat of protected");
    }

    @Test
    void givesTheWatchdogTimeToResetTheProtectedSessionWrongly() throws IOException {
        var plan = plan(at(0));
        plan.breakOne(Fault.PROTECTED);
        summary.leftAlone("seat of protected");

        run(plan, Duration.ofMillis(3900));
        assertThat(room.mended).isEmpty();
        run(plan, TICK);
        assertThat(room.mended).hasSize(1);
    }

    @Test
    void hearsTheEndOfASessionOnlyAfterItsFaultIsRecorded() throws Exception {
        room.whenBreaking = () -> {
            var hearer = new Thread(() -> summary.ended("seat of leader-killed"));
            hearer.start();
            room.hearer = hearer;
            Await.until(
                    "the word has come, or has to wait",
                    () -> hearer.getState() == Thread.State.BLOCKED || !hearer.isAlive());
        };
        plan(at(0)).breakOne(Fault.LEADER_KILLED);
        room.hearer.join();

        summary.healed("seat of leader-killed", at(1));
        assertThat(summary.success()).isTrue();
    }

    @Test
    void breaksNothingMoreOnceItSettles() throws Exception {
        var plan = plan(Instant.MAX);
        assertThat(plan.settle(Duration.ofMillis(1))).isTrue();
        run(plan, Duration.ofSeconds(10));

        assertThat(room.broken).isEmpty();
    }

    @Test
    void saysWhatWasDoneAndWhatIsExpected() throws IOException {
        plan(at(0)).breakOne(Fault.HUP_IMMUNE);

        assertThat(said).containsExactly("broke hup-immune; expected: STOPPED, healed");
    }

    @Test
    void stopsTickingWhenClosed() {
        var timer = new ScheduledThreadPoolExecutor(1);
        timer.setRemoveOnCancelPolicy(true);
        var plan = plan(Instant.MAX);
        plan.start(timer);
        plan.close();

        timer.shutdown();
        assertThat(timer.getQueue()).isEmpty();
    }

    private PracticePlan plan(Instant end) {
        return new PracticePlan(room, summary, clock, end, said::add);
    }

    private void run(PracticePlan plan, Duration time) {
        for (var end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
            clock.advance(TICK);
            plan.tick();
        }
    }

    private Instant at(long seconds) {
        return start.plusSeconds(seconds);
    }

    /** One session for each kind of fault. */
    private final class Room implements Breakable {

        private final List<Fault> broken = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final List<String> mended = new ArrayList<>();
        private final Set<Fault> ill = new HashSet<>();
        private final Set<Fault> failing = new HashSet<>();
        private Runnable whenBreaking = () -> {};
        private Thread hearer = new Thread();

        @Override
        public Optional<Broken> breakOne(Fault fault) throws IOException {
            if (failing.contains(fault)) {
                throw new IOException("no");
            }
            if (ill.contains(fault)) {
                return Optional.empty();
            }
            whenBreaking.run();
            broken.add(fault);
            times.add(clock.instant());
            return Optional.of(new Broken(fault, "seat of " + fault.word(), "broke " + fault.word()));
        }

        @Override
        public void mend(String seat) {
            mended.add(seat);
        }
    }
}

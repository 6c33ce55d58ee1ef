package io.sessionwarden.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.fake.Await;
import io.sessionwarden.schedule.Schedule.Threads;
import io.sessionwarden.store.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.impl.SchedulerRepository;

class ScheduleTest {

    @TempDir
    private Path folder;

    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final CountDownLatch release = new CountDownLatch(1);

    private Database database;
    private Schedule schedule;

    @BeforeEach
    void open() {
        database = Database.h2(folder);
        schedule = open(Duration.ofSeconds(20));
    }

    private Schedule open(Duration patience) {
        return Schedule.open(database.dataSource(), Threads.DEFAULT, failures::put, patience);
    }

    @AfterEach
    void close() {
        release.countDown();
        schedule.close();
        database.close();
    }

    private static void nothing(String id) {}

    private void waitForRelease(String id) {
        ran.add(id);
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int jobsLeft() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select (select count(*) from qrtz_job_details)"
                        + " + (select count(*) from qrtz_triggers) + (select count(*) from qrtz_fired_triggers)")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void runsWhatWasQueuedAndForgetsIt() {
        schedule.start(ran::add, ScheduleTest::nothing);
        schedule.queue().enqueue("c-1");
        schedule.queue().enqueue("c-2");

        Await.until("both ran", () -> ran.size() == 2);
        Await.until("no job is left", () -> jobsLeft() == 0);
        assertThat(ran).containsExactlyInAnyOrder("c-1", "c-2");
        assertThat(failures).isEmpty();
    }

    @Test
    void runsACycleAgainThatIsQueuedAgainAfterItsEnd() {
        schedule.start(ran::add, ScheduleTest::nothing);
        schedule.queue().enqueue("c-1");
        Await.until("no job is left", () -> ran.size() == 1 && jobsLeft() == 0);
        schedule.queue().enqueue("c-1");

        Await.until("it ran again", () -> ran.size() == 2);
    }

    @Test
    void changesNothingWhenACycleIsQueuedAgainThatWaitsOrRuns() {
        schedule.queue().enqueue("c-1");
        schedule.queue().enqueue("c-1");
        schedule.start(this::waitForRelease, ScheduleTest::nothing);
        Await.until("it runs", () -> ran.size() == 1);
        schedule.queue().enqueue("c-1");
        schedule.queue().enqueue("c-2");
        Await.until("the other runs", () -> ran.contains("c-2"));
        release.countDown();

        Await.until("no job is left", () -> jobsLeft() == 0);
        assertThat(ran).containsExactly("c-1", "c-2");
    }

    @Test
    void runsAfterARestartWhatWaitedBefore() {
        schedule.queue().enqueue("c-1");
        close();
        open();
        schedule.start(ran::add, ScheduleTest::nothing);

        Await.until("it ran", () -> ran.contains("c-1"));
    }

    @Test
    void handsOverWhatACycleThrows() {
        schedule.start(
                id -> {
                    ran.add(id);
                    throw new IllegalStateException("broken " + id);
                },
                ScheduleTest::nothing);
        schedule.queue().enqueue("c-1");

        Await.until("it is reported", () -> failures.containsKey("c-1"));
        Await.until("no job is left", () -> jobsLeft() == 0);
        assertThat(failures.get("c-1")).hasMessage("broken c-1");
        assertThat(ran).containsExactly("c-1");
    }

    @Test
    void sweepsAtItsIntervalAlsoAfterAFailure() {
        schedule.start(ScheduleTest::nothing, server -> {
            ran.add(server);
            if (ran.size() == 1) {
                throw new AssertionError("first");
            }
        });
        schedule.sweepEvery("local", Duration.ofMillis(20));

        Await.until("several sweeps", () -> ran.size() >= 5);
        assertThat(failures).containsOnlyKeys("local");
    }

    @Test
    void neverSweepsAServerTwiceAtOnceAndOthersMeanwhile() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        schedule.start(ScheduleTest::nothing, server -> {
            if (server.equals("slow")) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                waitForRelease(server);
                inside.decrementAndGet();
            } else {
                ran.add(server);
            }
        });
        schedule.sweepEvery("slow", Duration.ofMillis(10));
        schedule.sweepEvery("quick", Duration.ofMillis(10));

        Await.until(
                "many sweeps of the other",
                () -> ran.stream().filter("quick"::equals).count() > 20);
        assertThat(ran.stream().filter("slow"::equals)).hasSize(1);
        release.countDown();
        Await.until(
                "the slow one goes on",
                () -> ran.stream().filter("slow"::equals).count() > 3);
        assertThat(most).hasValue(1);
    }

    @Test
    void sweepsAtOnceWhenAskedTo() {
        schedule.start(ScheduleTest::nothing, ran::add);
        schedule.sweepEvery("local", Duration.ofHours(1));
        Await.until("the first sweep", () -> ran.size() == 1);

        schedule.sweepNow("local");

        Await.until("another", () -> ran.size() == 2);
    }

    @Test
    void replacesTheIntervalOfAServer() {
        schedule.start(ScheduleTest::nothing, ran::add);
        schedule.sweepEvery("local", Duration.ofHours(1));
        Await.until("swept at once", () -> ran.size() == 1);
        schedule.sweepEvery("local", Duration.ofMillis(10));

        Await.until("swept often", () -> ran.size() > 5);
    }

    @Test
    void waitsForWhatRunsWhenClosed() throws Exception {
        schedule.start(
                id -> {
                    waitForRelease(id);
                    ran.add("end");
                },
                ScheduleTest::nothing);
        schedule.queue().enqueue("c-1");
        Await.until("it runs", () -> ran.contains("c-1"));
        var closing = new Thread(schedule::close);
        closing.start();
        Await.until("it waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(ran).doesNotContain("end");
        release.countDown();
        closing.join(20_000);

        assertThat(ran).contains("end");
        assertThat(jobsLeft()).isZero();
    }

    @Test
    void doesNotWaitForEverWhenClosed() {
        schedule.close();
        schedule = open(Duration.ofMillis(50));
        schedule.start(this::waitForRelease, ScheduleTest::nothing);
        schedule.queue().enqueue("c-1");
        Await.until("it runs", () -> ran.contains("c-1"));
        schedule.close();

        assertThat(failures).containsOnlyKeys(Schedule.SCHEDULER);
        release.countDown();
        Await.until(
                "it is over",
                () -> jobsLeft() == 0
                        && SchedulerRepository.getInstance().lookupAll().isEmpty());
    }

    @Test
    void refusesToBeOpenTwice() {
        assertThatThrownBy(() -> open(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysThatItCannotQueueOnceClosed() {
        schedule.close();

        assertThatThrownBy(() -> schedule.queue().enqueue("c-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("c-1");
    }
}

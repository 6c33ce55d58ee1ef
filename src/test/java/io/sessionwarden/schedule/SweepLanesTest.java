package io.sessionwarden.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepLanesTest {

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final List<SweepLanes> opened = new ArrayList<>();

    private SweepLanes lanes(int quick, int slow) {
        var lanes = new SweepLanes(quick, slow, this::sweep);
        opened.add(lanes);
        return lanes;
    }

    @AfterEach
    void close() {
        hanging.values().forEach(CountDownLatch::countDown);
        opened.forEach(SweepLanes::close);
    }

    private void sweep(String server) {
        begun.add(server);
        try {
            hanging.getOrDefault(server, new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hangs(String... servers) {
        for (var server : servers) {
            hanging.put(server, new CountDownLatch(1));
        }
    }

    private void answers(String server) {
        Objects.requireNonNull(hanging.remove(server)).countDown();
    }

    @Test
    void aSweepThatHangsMakesRoomForTheNext() {
        hangs("a");
        var lanes = lanes(1, 1);
        lanes.due("a");
        lanes.due("b");

        Await.until("the other is swept", () -> begun.contains("b"));
    }

    @Test
    void oneThatHungBeginsInTheSlowLaneUntilItIsQuickAgain() {
        hangs("a", "b");
        var lanes = lanes(1, 1);
        lanes.due("a");
        lanes.due("b");
        Await.until("both hang, one in each lane", () -> begun.equals(List.of("a", "b")));
        long begin = System.nanoTime();
        Await.until("the other is slow as well", () -> System.nanoTime() - begin > SweepLanes.SLOW.toNanos());
        lanes.now("b");
        answers("b");
        // Swept a second time only once the slow lane has its place again, although the quick one is free.
        lanes.due("c");
        Await.until("the quick lane is free", () -> begun.contains("c"));
        assertThat(begun).containsExactly("a", "b", "c");
        answers("a");
        Await.until("it is swept in the slow lane", () -> begun.equals(List.of("a", "b", "c", "b")));
    }

    @Test
    void whoeverFindsNoPlaceWaitsForOneInTurn() {
        hangs("a", "b");
        var lanes = lanes(1, 1);
        List.of("a", "b", "c", "d", "c").forEach(lanes::due);
        Await.until("both places are taken", () -> begun.equals(List.of("a", "b")));
        answers("a");

        Await.until("the others are swept once each", () -> begun.equals(List.of("a", "b", "c", "d")));
    }

    @Test
    void sweepsOnceMoreWhatWasAskedForMeanwhileAndLeavesOutWhatWasDue() {
        hangs("a");
        var lanes = lanes(1, 1);
        lanes.due("a");
        Await.until("it runs", () -> begun.size() == 1);
        lanes.due("a");
        lanes.now("a");
        lanes.now("a");
        answers("a");

        Await.until("swept once more", () -> begun.size() == 2);
        lanes.close();
        assertThat(begun).containsExactly("a", "a");
    }

    @Test
    void beginsNothingOnceClosed() {
        var lanes = lanes(1, 1);
        lanes.close();
        lanes.due("a");
        lanes.now("b");

        assertThat(begun).isEmpty();
    }

    @Test
    void whereNoThreadIsToBeHadASweepLosesNeitherItsPlaceNorItsTurn() {
        var swept = new CountDownLatch(1);
        var none = new AtomicInteger(1);
        ThreadFactory scarce = task -> new Thread(task) {
            @Override
            public synchronized void start() {
                if (none.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        };
        ThreadFactory quiet = task -> {
            var thread = new Thread(task);
            thread.setUncaughtExceptionHandler((ended, e) -> {});
            return thread;
        };
        var lanes = new SweepLanes(1, 1, server -> swept.countDown(), quiet, scarce);
        opened.add(lanes);
        lanes.due("a");
        Await.until("it had no thread for its time", () -> none.get() == 0);
        Await.until("it is swept the next time that it is due", () -> {
            lanes.due("a");
            return swept.getCount() == 0;
        });
    }
}

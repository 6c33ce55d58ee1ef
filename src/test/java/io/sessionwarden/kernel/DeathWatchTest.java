package io.sessionwarden.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import io.sessionwarden.kernel.DeathWatch.Mortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On real processes of the test's own. */
class DeathWatchTest {

    private final List<Process> started = new CopyOnWriteArrayList<>();
    private final List<String> news = new CopyOnWriteArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start() throws IOException {
        var process = new ProcessBuilder("sleep", "300").start();
        started.add(process);
        return process;
    }

    private static Mortal mortal(Process process) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Mortal((int) process.pid(), Long.parseLong(fields[19]));
    }

    private void awaitNews(String... expected) {
        Await.until("news of " + List.of(expected) + ", not " + news, () -> news.equals(List.of(expected)));
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void tellsOfADeath() throws Exception {
        try (var watch = new DeathWatch(news::add)) {
            var one = start();
            watch.watch("here", Set.of(mortal(one)));
            watch.watch("there", Set.of(mortal(start())));
            assertThat(news).isEmpty();
            kill(one);
            awaitNews("here");
            assertThat(watch.held()).isEqualTo(1);
        }
    }

    @Test
    void tellsOnceHoweverLongTheDeadOneIsNamed() throws Exception {
        try (var watch = new DeathWatch(news::add)) {
            var dead = mortal(start());
            var next = start();
            watch.watch("here", Set.of(dead));
            kill(started.get(0));
            awaitNews("here");
            watch.watch("here", Set.of(dead, mortal(next)));
            kill(next);
            awaitNews("here", "here");
        }
        assertThat(news).hasSize(2);
    }

    @Test
    void tellsOfOneThatHadDiedBeforeItCouldBeHeld() throws Exception {
        try (var watch = new DeathWatch(news::add)) {
            var process = start();
            var dead = mortal(process);
            kill(process);
            watch.watch("here", Set.of(dead));
            awaitNews("here");
        }
    }

    @Test
    void takesAReusedPidForADeath() throws Exception {
        try (var watch = new DeathWatch(news::add)) {
            var process = start();
            var before = new Mortal((int) process.pid(), mortal(process).startTicks() - 1);
            watch.watch("here", Set.of(before));
            awaitNews("here");
            assertThat(watch.held()).isZero();
        }
    }

    @Test
    void saysNothingOfThoseNoLongerWatched() throws Exception {
        try (var watch = new DeathWatch(news::add)) {
            var one = start();
            var other = start();
            watch.watch("here", Set.of(mortal(one)));
            watch.watch("here", Set.of());
            watch.watch("there", Set.of(mortal(other)));
            kill(one);
            kill(other);
            awaitNews("there");
        }
    }

    @Test
    void aPidThatNobodyHasIsNoFault() throws Exception {
        try (var watch = new DeathWatch(news::add)) {
            var alive = start();
            watch.watch("here", Set.of(new Mortal(Integer.MAX_VALUE, 1), new Mortal(0, 0), mortal(alive)));
            awaitNews("here");
            assertThat(watch.held()).isEqualTo(1);
            kill(alive);
            awaitNews("here", "here");
        }
    }

    @Test
    void tellsDeathsThatComeTogetherTogether() throws Exception {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var watch = new DeathWatch(name -> {
            news.add(name);
            reached.countDown();
            awaitLatch(goOn);
        })) {
            var all = List.of(start(), start(), start(), start());
            watch.watch("here", Set.of(mortal(all.get(0)), mortal(all.get(1)), mortal(all.get(2)), mortal(all.get(3))));
            kill(all.get(0));
            awaitLatch(reached);
            for (var process : all) {
                kill(process);
            }
            Await.until("all deaths are known", () -> watch.held() == 0);
            goOn.countDown();
            awaitNews("here", "here");
        }
        assertThat(news).hasSize(2);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void aListenerThatFailsDoesNotEndTheWatch() throws Exception {
        try (var watch = new DeathWatch(name -> {
            news.add(name);
            throw new IllegalStateException("on purpose");
        })) {
            watch.watch("here", Set.of(mortal(start())));
            watch.watch("there", Set.of(mortal(start())));
            kill(started.get(0));
            awaitNews("here");
            kill(started.get(1));
            awaitNews("here", "there");
        }
    }

    @Test
    void leaksNoDescriptorOverAThousandChanges() throws Exception {
        var one = mortal(start());
        var other = mortal(start());
        long before = descriptors();
        try (var watch = new DeathWatch(news::add)) {
            watch.watch("here", Set.of(one, other));
            long inUse = descriptors();
            for (int change = 0; change < 1000; change++) {
                watch.watch("here", change % 2 == 0 ? Set.of(one) : Set.of(other));
            }
            assertThat(watch.held()).isEqualTo(1);
            assertThat(descriptors()).isLessThan(inUse);
        }
        assertThat(descriptors()).isEqualTo(before);
        assertThat(news).isEmpty();
    }

    /** Those that a watch uses: others of the test's machine may come and go. */
    private static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(DeathWatchTest::isOfAWatch).count();
        }
    }

    private static boolean isOfAWatch(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor)
                    .toString()
                    .matches("anon_inode:\\[(pidfd|eventfd|eventpoll)\\]|pidfd:.*");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatIsClosedWatchesNothingMore() throws Exception {
        var watch = new DeathWatch(news::add);
        watch.close();
        watch.close();
        watch.watch("here", Set.of(mortal(start())));
        assertThat(watch.held()).isZero();
    }
}

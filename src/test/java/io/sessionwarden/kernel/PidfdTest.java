package io.sessionwarden.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PidfdTest {

    private static final int TERM = 15;

    @Test
    void signalsTheProcessAndSeesItsEnd() throws IOException {
        var process = new ProcessBuilder("sleep", "60").start();
        try (var pidfd = Pidfd.open((int) process.pid()).orElseThrow()) {
            assertThat(pidfd.ended()).isFalse();
            assertThat(pidfd.signal(TERM)).isTrue();
            assertThat(Pidfd.awaitEnd(List.of(pidfd), 10_000)).isEqualTo(1);
            assertThat(pidfd.ended()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void waitsNoLongerThanItIsTold() throws IOException {
        var process = new ProcessBuilder("sleep", "60").start();
        try (var pidfd = Pidfd.open((int) process.pid()).orElseThrow()) {
            assertThat(Pidfd.awaitEnd(List.of(pidfd), 20)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessThatHasBeenReapedIsGone() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        assertThat(Pidfd.open((int) process.pid())).isEmpty();
    }
}

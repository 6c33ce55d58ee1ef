package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that falls silent without a word, as one whose network has gone does. */
@NeedsSshd
class SilenceIT {

    /** Scaled down; the ratio is that of the real one: a silence is noticed after two further questions. */
    private static final Duration HEARTBEAT = Duration.ofMillis(Integer.getInteger("heartbeat.ms", 500));

    @Test
    void isNoticedThoughNothingIsAskedOfTheServer() throws Exception {
        try (var sshd = LoopbackSshd.start("ed25519");
                var connection = new SshConnection(sshd.target(), null, HEARTBEAT)) {
            var session = connection.session(Duration.ofSeconds(10));
            var quiet = Duration.ofNanos(System.nanoTime()).plus(HEARTBEAT.multipliedBy(4));
            Await.until("it stays open while the server answers", () -> System.nanoTime() > quiet.toNanos());
            assertThat(session.isOpen()).isTrue();

            sshd.hang();
            long start = System.nanoTime();
            try {
                Await.until("the silence is noticed", () -> !session.isOpen());
                var took = Duration.ofNanos(System.nanoTime() - start);
                System.out.println("measured SilenceIT: heartbeat " + HEARTBEAT + ", noticed after " + took);
                assertThat(took).isLessThan(HEARTBEAT.multipliedBy(4).plusSeconds(2));
            } finally {
                sshd.goOn();
            }
            assertThat(connection.session(Duration.ofSeconds(10)).isOpen()).isTrue();
        }
    }
}

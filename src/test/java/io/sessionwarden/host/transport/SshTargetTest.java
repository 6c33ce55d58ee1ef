package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SshTargetTest {

    private static final Path FILE = Path.of("/nowhere");

    @Test
    void refusesWhatCannotBeReached() {
        refuses("", "host", 22, Duration.ofSeconds(1));
        refuses("user", " ", 22, Duration.ofSeconds(1));
        refuses("user", "host", 0, Duration.ofSeconds(1));
        refuses("user", "host", 65536, Duration.ofSeconds(1));
        refuses("user", "host", 22, Duration.ZERO);
    }

    private static void refuses(String user, String host, int port, Duration timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SshTarget(user, host, port, FILE, FILE, timeout));
    }
}

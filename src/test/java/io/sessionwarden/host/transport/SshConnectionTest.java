package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SshConnectionTest {

    @Test
    void isNotOpenedAgainOnceItIsClosed() {
        var nowhere = new SshTarget(
                "ann", "127.0.0.1", 1, Path.of("no-key"), Path.of("no-known-hosts"), Duration.ofSeconds(1));
        var connection = new SshConnection(nowhere, null);
        connection.close();
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> connection.session(Duration.ofSeconds(1)))
                .withMessage("the connection to " + nowhere + " was closed by the warden")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE));
    }
}

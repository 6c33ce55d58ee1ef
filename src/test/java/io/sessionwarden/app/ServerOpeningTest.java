package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.app.config.ConfigurationFile;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.cycle.EvidenceStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerOpeningTest {

    @TempDir
    private Path home;

    /** What xrdp has opened is known to logind, and what logind knows may have a terminal. */
    @Test
    void aSessionIsThatOfTheConnectorThatListsLess() throws Exception {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/warden.yaml"), """
                servers:
                  - name: local
                    connectors: {terminal: {}, logind: {}, xrdp: {}, tmux: {}, vnc: {}}
                    watch: all
                """);
        var connectors = ServerOpening.connectors();
        var configuration = ConfigurationFile.read(home, ServerOpening.settings(connectors), mistake -> {
            throw new AssertionError(mistake);
        });
        var opening = new ServerOpening(connectors, List.of(), EvidenceStore.NONE, Clock.systemUTC());

        assertThat(opening.specialFirst(configuration.servers().get(0)))
                .extracting(Connector::name)
                .containsExactly("tmux", "vnc", "xrdp", "logind", "terminal");
    }
}

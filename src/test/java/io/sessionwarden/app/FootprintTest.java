package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {

    @TempDir
    private Path data;

    @Test
    void isForItsOwnerOnlyAndReadAgainAsItWasWritten() throws Exception {
        var footprint = new Footprint(
                new TreeMap<>(Map.of("policy", "r1")), Map.of("local", Instant.parse("2026-11-01T10:00:00Z")));

        footprint.write(data);
        footprint.write(data);

        assertThat(Footprint.read(data)).isEqualTo(footprint);
        try (var files = Files.list(data)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}

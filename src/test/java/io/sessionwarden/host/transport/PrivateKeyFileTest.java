package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeyFileTest {

    @TempDir
    private Path folder;

    /** As it is found by fuzzing: of the library that reads it, either ends in an exception of its own. */
    @Test
    void saysOfADamagedKeyThatItIsDamaged() throws IOException {
        for (var damaged : new String[] {"b3BlbnNzaC1r\u001b[31m", "b3BlbnNzaC1rZXktdjEA////f////w=="}) {
            var file = folder.resolve("key");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file, "-----BEGIN OPENSSH PRIVATE KEY-----\n" + damaged + "\n-----END OPENSSH PRIVATE KEY-----\n");

            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> PrivateKeyFile.read(file))
                    .withMessageContaining(file.toString());
        }
    }
}

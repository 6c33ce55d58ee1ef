package io.sessionwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sessionwarden.RealHost;
import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.store.StoreException.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, which is a small file system in memory, mounted here. */
@RealHost(
        programs = {"mount", "umount"},
        root = true)
class FullDiskIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void mount() throws Exception {
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString()) == 0,
                "this machine does not let root mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", folder.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Test
    void saysThatThereIsNoRoomAndKeepsWhatItHad() throws Exception {
        var filler = folder.resolve("filler");
        var recorded = new AtomicLong();
        try (var database = Database.h2(folder.resolve("data"))) {
            var trail = new HibernateAuditTrail(database, InstantSource.system());
            var event = AuditEvent.ofWarden(EventType.CYCLE_STEP, "x", "r1", Map.of());
            recorded.set(trail.append(event).sequence());
            fill(filler);

            assertThatThrownBy(() -> {
                        while (true) {
                            recorded.set(trail.append(event).sequence());
                        }
                    })
                    .hasMessageContaining("no room left")
                    .asInstanceOf(type(StoreException.class))
                    .extracting(StoreException::trouble)
                    .isEqualTo(Trouble.DISK_FULL);
            assertThatThrownBy(() -> trail.append(event)).isInstanceOf(StoreException.class);
        }
        Files.delete(filler);

        try (var database = Database.h2(folder.resolve("data"))) {
            var verification = new HibernateAuditTrail(database, InstantSource.system()).verify();
            assertThat(verification.faults()).isEmpty();
            assertThat(verification.records()).isGreaterThanOrEqualTo(recorded.get());
        }
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}

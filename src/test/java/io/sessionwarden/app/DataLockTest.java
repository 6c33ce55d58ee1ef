package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.fake.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

    @TempDir
    private Path folder;

    /** Another warden: holds the folder until it is killed. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (var lock = DataLock.take(Path.of(args[0]))) {
                System.out.println(lock == null ? "" : ProcessHandle.current().pid());
                System.in.read();
            }
        }
    }

    @Test
    void makesTheFolderForItsOwnUserOnly() throws Exception {
        var data = folder.resolve("a/data");
        try (var lock = DataLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("lock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void closesAFolderThatWasOpenToOthers() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var lock = DataLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondProcessIsToldTheFirstsPidAndMayWhenThatIsDead() throws Exception {
        try (var other = ChildJvm.start(Holder.class, folder.toString())) {
            var pid = String.valueOf(other.readLine());
            assertThat(pid).matches("[0-9]+");

            assertThatThrownBy(() -> DataLock.take(folder))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("the data folder " + folder.toRealPath() + " is in use by another warden, pid " + pid);
            assertThatThrownBy(() -> DataLock.take(folder))
                    .as("having looked does not break the lock")
                    .isInstanceOf(CannotStartException.class);
        }
        try (var lock = DataLock.take(folder)) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void asksOneProcessTwiceInVainAlsoThroughALink() throws Exception {
        var data = Files.createDirectory(folder.resolve("data"));
        var link = Files.createSymbolicLink(folder.resolve("link"), data);
        try (var lock = DataLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> DataLock.take(link))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageEndingWith("pid " + ProcessHandle.current().pid());
        }
        try (var lock = DataLock.take(link)) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> DataLock.take(file))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("the data folder " + file + " is no folder");
        assertThatThrownBy(() -> DataLock.take(file.resolve("data")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("cannot use the data folder " + file.resolve("data"));
    }

    @Test
    void aLockThatIsALinkIsNotFollowed() throws IOException {
        var precious = Files.writeString(folder.resolve("precious"), "x");
        Files.createSymbolicLink(folder.resolve("lock"), precious);

        assertThatThrownBy(() -> DataLock.take(folder)).isInstanceOf(CannotStartException.class);

        assertThat(precious).hasContent("x");
    }
}

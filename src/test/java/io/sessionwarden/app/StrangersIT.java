package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.real.ThrowawayAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to another account, and what another account may not. */
@RealHost(
        programs = {"setpriv", "useradd"},
        root = true)
class StrangersIT {

    @TempDir
    private Path folder;

    private ThrowawayAccount stranger;

    /** Takes the data folder that is named, and says what came of it. */
    public static final class Taker {
        private Taker() {}

        public static void main(String[] args) throws IOException {
            try (var lock = DataLock.take(Path.of(args[0]))) {
                System.out.println(lock == null ? "" : "taken");
            } catch (CannotStartException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @BeforeEach
    void makeStranger() throws IOException {
        stranger = ThrowawayAccount.create();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void removeStranger() throws IOException {
        stranger.close();
    }

    private Path give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", stranger.uid(), LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    @Test
    void whatBelongsToAStrangerIsNotTrusted() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        var file = give(Files.writeString(folder.resolve("config/warden.yaml"), "x"));

        assertThatThrownBy(() -> TrustCheck.of(folder))
                .isInstanceOf(CannotStartException.class)
                .hasMessage(file + " belongs to uid " + stranger.uid()
                        + ", neither root nor the warden's own user; chown it");
    }

    @Test
    void aStrangersLinkOnTheWayIsNotTrusted() throws IOException {
        var shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);
        var home = Files.createDirectory(folder.resolve("home"));
        var link = give(Files.createSymbolicLink(shared.resolve("link"), home));

        assertThatThrownBy(() -> TrustCheck.of(link))
                .isInstanceOf(CannotStartException.class)
                .hasMessage(link + " is a link of uid " + stranger.uid() + ", who can turn it elsewhere; remove it");
    }

    @Test
    void aStrangersDataFolderIsLeftAlone() throws IOException {
        var data = give(Files.createDirectory(folder.resolve("data")));

        assertThatThrownBy(() -> DataLock.take(data))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("the data folder " + data + " belongs to uid " + stranger.uid()
                        + ", and the warden runs as uid 0; chown it");
        assertThat(data.resolve("lock")).doesNotExist();
    }

    @Test
    void saysThatThereIsNoPermission() throws Exception {
        run("cp", "-r", "--", "target/classes", folder.resolve("classes").toString());
        run(
                "cp",
                "-r",
                "--",
                "target/test-classes",
                folder.resolve("test-classes").toString());
        run("chmod", "-R", "a+rX", folder.toString());

        var said = run(
                "setpriv",
                "--reuid=" + stranger.uid(),
                "--regid=" + stranger.uid(),
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                folder + "/classes:" + folder + "/test-classes",
                Taker.class.getName(),
                folder.resolve("data").toString());

        assertThat(said)
                .isEqualTo("no permission on the data folder " + folder.resolve("data") + " for user " + stranger.name()
                        + "; chown it, or name another with 'data:' in config/warden.yaml");
    }

    private static String run(String... words) throws IOException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        return said.strip();
    }
}

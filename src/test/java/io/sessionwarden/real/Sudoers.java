package io.sessionwarden.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The shipped {@code config/sudoers.example}, in force for one throwaway account. Needs root, sudo and visudo. */
public final class Sudoers implements AutoCloseable {

    private final Path file;

    private Sudoers(Path file) {
        this.file = file;
    }

    /** Lets that account act for the users of that one's own group. */
    public static Sudoers letting(ThrowawayAccount warden, ThrowawayAccount watched) throws IOException {
        var text = Files.readString(Path.of("config/sudoers.example"))
                .replace("WARDEN = warden", "WARDEN = " + warden.name())
                .replace("= %watched", "= %" + watched.name())
                // Aliases are known everywhere, and another test may have its own at the same time.
                .replaceAll("\\b(WARDEN|WATCHED|WARDENS_SHELL|WARDENS_PERL)\\b", "$1_" + warden.uid());
        var checked = Files.createTempFile("sudoers", "");
        Files.writeString(checked, text);
        Files.setPosixFilePermissions(checked, PosixFilePermissions.fromString("r--r-----"));
        var visudo = new ProcessBuilder("visudo", "-c", "-q", "-f", checked.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(visudo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (visudo.onExit().join().exitValue() != 0) {
            throw new IOException("visudo: " + said);
        }
        return new Sudoers(Files.move(
                checked, Path.of("/etc/sudoers.d", "test-" + warden.name()), StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}

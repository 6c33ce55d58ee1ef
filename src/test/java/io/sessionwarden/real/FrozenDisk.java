package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A small file system of a test's own that can be frozen: what writes to it then waits where no signal reaches it (state D). Needs
 * root, a loop device, {@code mkfs.ext4}, {@code mount}, {@code umount} and {@code fsfreeze}.
 */
public final class FrozenDisk implements AutoCloseable {

    private static final long BYTES = 8L << 20;

    private final Path folder;
    private boolean frozen;

    private FrozenDisk(Path folder) {
        this.folder = folder;
    }

    /** Makes one within that folder; it is not frozen yet. */
    public static FrozenDisk within(Path folder) throws IOException {
        var image = folder.resolve("disk.img");
        try (var file = Files.newByteChannel(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.position(BYTES - 1).write(ByteBuffer.allocate(1));
        }
        var disk = new FrozenDisk(Files.createDirectory(folder.resolve("disk")));
        run("mkfs.ext4", "-q", image.toString());
        run("mount", "-o", "loop", image.toString(), disk.folder.toString());
        return disk;
    }

    public Path folder() {
        return folder;
    }

    public void freeze() throws IOException {
        run("fsfreeze", "--freeze", folder.toString());
        frozen = true;
    }

    public void thaw() throws IOException {
        if (frozen) {
            run("fsfreeze", "--unfreeze", folder.toString());
            frozen = false;
        }
    }

    private static void run(String... words) throws IOException {
        var failure = attempt(words);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }

    /** What the command said if it failed. */
    private static Optional<String> attempt(String... words) throws IOException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.onExit().join().exitValue() == 0
                ? Optional.empty()
                : Optional.of(String.join(" ", words) + ": " + said.strip());
    }

    /** Thaws it, and removes it once nothing uses it any more. */
    @Override
    public void close() throws IOException {
        thaw();
        Await.until(
                "nothing uses " + folder,
                () -> attempt("umount", folder.toString()).isEmpty());
    }
}

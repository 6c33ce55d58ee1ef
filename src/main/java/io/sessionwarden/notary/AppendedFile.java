package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that each checkpoint is appended to, with an empty line after it; others may read it. */
public record AppendedFile(Path file) implements Destination {

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public void send(Checkpoint checkpoint) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
        try (var channel = FileChannel.open(file, options, mode)) {
            var bytes = ByteBuffer.wrap((checkpoint.note() + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileSystemException e) {
            throw new IOException("cannot write " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }
}

package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the data folder for this warden alone, until it is closed or its process ends however that happens. */
public final class DataLock implements AutoCloseable {

    /**
     * The folders held by this process. fcntl(2) gives a process its own lock a second time, and drops it when any of the
     * process's descriptors for the file is closed: so the file of a folder that is held is never opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private DataLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made where it is missing; its mode is 0700 afterwards.
     *
     * @throws CannotStartException where another warden holds it, or this user may not
     */
    public static DataLock take(Path data) throws CannotStartException {
        try {
            return lock(privateFolder(data));
        } catch (AccessDeniedException e) {
            throw new CannotStartException(
                    "no permission on the data folder " + data + " for user " + System.getProperty("user.name")
                            + "; chown it, or name another with 'data:' in config/warden.yaml");
        } catch (IOException e) {
            throw new CannotStartException("cannot use the data folder " + data + ": " + e);
        }
    }

    private static Path privateFolder(Path data) throws IOException, CannotStartException {
        if (!Files.exists(data)) {
            Files.createDirectories(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(data)) {
            throw new CannotStartException("the data folder " + data + " is no folder");
        }
        var owner = Files.getAttribute(data, "unix:uid");
        var own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!owner.equals(own)) {
            throw new CannotStartException("the data folder " + data + " belongs to uid " + owner
                    + ", and the warden runs as uid " + own + "; chown it");
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        return data.toRealPath();
    }

    private static DataLock lock(Path folder) throws IOException, CannotStartException {
        if (!HELD.add(folder)) {
            throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            locked = channel.tryLock() != null;
            if (!locked) {
                throw inUse(folder, pid(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataLock(folder, channel);
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(folder);
            }
        }
    }

    private static String pid(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        var pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.matches("[0-9]+") ? pid : "unknown";
    }

    private static CannotStartException inUse(Path folder, String pid) {
        return new CannotStartException("the data folder " + folder + " is in use by another warden, pid " + pid);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}

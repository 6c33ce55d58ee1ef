package io.sessionwarden.evidence;

import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.evidence.Masks.TooCostlyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder (0700) with a file (0600) for each piece of evidence. Reaches for nothing before it is asked to. */
public final class EvidenceFolder implements EvidenceStore {

    /** How large one piece may be, in bytes. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_OF_ONE_INCIDENT = 1000;
    private static final String ID = "[A-Za-z0-9-]{1,40}\\.[0-9]{1,4}";

    private final Path folder;
    private final Masks masks;
    private final InstantSource clock;

    /**
     * @param folder made where it is missing
     * @param masks what is taken out of everything before it is written
     */
    public EvidenceFolder(Path folder, Masks masks, InstantSource clock) {
        this.folder = folder;
        this.masks = masks;
        this.clock = clock;
    }

    @Override
    public Kept keep(String incident, String text) throws IOException {
        try {
            var masked = masks.apply(text);
            var bytes = cut(masked.text().getBytes(StandardCharsets.UTF_8));
            return new Kept(write(incident, bytes), sha256(bytes), bytes.length, masked.found());
        } catch (TooCostlyException e) {
            throw new IOException(e.getMessage(), e);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("something else lies at " + e.getMessage(), e);
        }
    }

    /** Never in the middle of a character. */
    private static byte[] cut(byte[] bytes) {
        int end = Math.min(bytes.length, MOST_BYTES);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private String write(String incident, byte[] bytes) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int number = 1; number <= MOST_OF_ONE_INCIDENT; number++) {
            var id = incident + "." + number;
            try {
                write(file(id).orElseThrow(() -> new IOException("an incident is not called that")), bytes);
                return id;
            } catch (FileAlreadyExistsException taken) {
                // An earlier rung has kept it; the next number is for this one.
            }
        }
        throw new IOException("there are " + MOST_OF_ONE_INCIDENT + " pieces of evidence of " + incident);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            try {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                channel.force(true);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    @Override
    public Optional<Content> read(String id) throws IOException {
        var file = file(id);
        if (file.isEmpty() || !Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            // One byte more than was ever written shows that it was altered.
            var bytes = in.readNBytes(MOST_BYTES + 1);
            return Optional.of(new Content(new String(bytes, StandardCharsets.UTF_8), sha256(bytes)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> olderThan(Instant moment) throws IOException {
        var old = new ArrayList<String>();
        if (!Files.isDirectory(folder)) {
            return old;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.matches(ID)
                        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toInstant()
                                .isBefore(moment)) {
                    old.add(name);
                }
            }
        }
        old.sort(null);
        return old;
    }

    @Override
    public void delete(String id) throws IOException {
        var file = file(id);
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    private Optional<Path> file(String id) {
        return id.matches(ID) ? Optional.of(folder.resolve(id)) : Optional.empty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.sessionwarden.notary;

import io.sessionwarden.audit.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that the signing key lies in. */
public final class KeyFile {

    private static final long MOST_BYTES = 10_000;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    /**
     * The key in that file; where there is none, a new one, which is written there for its owner only.
     *
     * @param name whose trail a new key is for
     * @throws IOException where it cannot be read or written, others can read it, or it holds no key; in words
     */
    public static SigningKey open(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            create(file, name);
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others can read or write the key " + file + "; chmod 600 it");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " holds no key: it is longer than " + MOST_BYTES + " bytes");
        }
        try {
            return SigningKey.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key: " + e.getMessage(), e);
        }
    }

    private static void create(Path file, String name) throws IOException {
        var text = SigningKey.generate(name).text().getBytes(StandardCharsets.UTF_8);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            var bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}

package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.EnumSet;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads the one private key with which the program logs on to a server. */
final class PrivateKeyFile {

    private PrivateKeyFile() {}

    static KeyPair read(Path file) throws HostException {
        try {
            requirePrivate(file);
            try (var in = Files.newInputStream(file)) {
                var keys = SecurityUtils.loadKeyPairIdentities(
                        null, new PathResource(file), in, FilePasswordProvider.EMPTY);
                if (keys != null && keys.iterator().hasNext()) {
                    return keys.iterator().next();
                }
            }
            throw unusable(file, "holds no key in OpenSSH's format", null);
        } catch (IOException e) {
            throw unusable(file, "cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw unusable(file, "cannot be used; has it a passphrase? The program needs one without", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            // What the library makes of a damaged file; of one with an absurd length in it, an array that nothing could
            // hold.
            throw unusable(file, "is damaged, or holds no key in OpenSSH's format", e);
        }
    }

    private static void requirePrivate(Path file) throws IOException, HostException {
        var open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        open.removeAll(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        if (!open.isEmpty()) {
            throw unusable(
                    file,
                    "is open to other users (" + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + "): chmod 600 " + file,
                    null);
        }
    }

    private static HostException unusable(Path file, String why, @Nullable Throwable cause) {
        String message = "the private key " + file + " " + why;
        return cause == null
                ? new HostException(Fault.NOT_PERMITTED, message)
                : new HostException(Fault.NOT_PERMITTED, message, cause);
    }
}

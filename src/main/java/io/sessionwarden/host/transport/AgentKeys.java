package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/** Finds a key in an SSH agent, or says what is missing for it. */
final class AgentKeys {

    private static final long LARGEST_FILE = 64 << 10;

    private AgentKeys() {}

    /**
     * The key, ready to be offered.
     *
     * @param timeout how long each question to the agent may take
     * @throws HostException NOT_PERMITTED where the agent does not answer or does not have the key
     */
    static AgentKey find(SshKey.InAgent key, Duration timeout) throws HostException {
        var wanted = publicKey(key.publicKey());
        try {
            var found = new AgentKey(UnixDomainSocketAddress.of(key.socket()), wanted, timeout);
            if (found.getIdentities().iterator().hasNext()) {
                return found;
            }
        } catch (IOException | RuntimeException e) {
            // A buffer that is shorter than it says is an unchecked exception of the library's.
            throw missing("the agent " + key.socket() + " cannot be asked: " + e.getMessage(), e);
        }
        throw missing(
                "the agent " + key.socket() + " does not hold the key of " + key.publicKey() + " ("
                        + KeyUtils.getFingerPrint(wanted) + "); add it with SSH_AUTH_SOCK=" + key.socket()
                        + " ssh-add FILE",
                null);
    }

    private static PublicKey publicKey(Path file) throws HostException {
        try {
            if (Files.size(file) <= LARGEST_FILE) {
                for (var line : Files.readAllLines(file)) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        return PublicKeyEntry.parsePublicKeyEntry(line.strip()).resolvePublicKey(null, null, null);
                    }
                }
            }
            throw missing(
                    file + " holds no public key; with an agent, 'key' is the public half that ssh-keygen wrote to"
                            + " FILE.pub",
                    null);
        } catch (IOException e) {
            throw missing("the public key " + file + " cannot be read", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw missing(
                    file + " holds no public key; with an agent, 'key' is the public half that ssh-keygen wrote to"
                            + " FILE.pub",
                    e);
        }
    }

    private static HostException missing(String what, @Nullable Exception cause) {
        return cause == null
                ? new HostException(Fault.NOT_PERMITTED, what)
                : new HostException(Fault.NOT_PERMITTED, what, cause);
    }
}

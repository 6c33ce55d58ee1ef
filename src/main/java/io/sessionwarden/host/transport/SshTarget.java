package io.sessionwarden.host.transport;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A server to reach over SSH, and the only ways of proving anything to each other.
 *
 * @param user the account to log on as
 * @param host a name or an address, as it stands in {@code knownHosts}
 * @param port 1 to 65535
 * @param privateKey the only key that is offered; in OpenSSH's format, without a passphrase, readable by its owner only
 * @param knownHosts the file that holds the server's key, as sshd(8) describes it; names may be hashed
 * @param timeout how long connecting and logging on may take, each
 */
public record SshTarget(String user, String host, int port, Path privateKey, Path knownHosts, Duration timeout) {

    public SshTarget {
        if (user.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("an SSH server needs a user and a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("an SSH server needs a time-out");
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}

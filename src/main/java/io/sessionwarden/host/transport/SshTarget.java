package io.sessionwarden.host.transport;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server to reach over SSH, and the only ways of proving anything to each other.
 *
 * @param user the account to log on as
 * @param host a name or an address, as it stands in {@code knownHosts}; where there is a jump host, that one looks it up
 * @param port 1 to 65535
 * @param key the only key that is offered
 * @param knownHosts the file that holds the server's key, as sshd(8) describes it; names may be hashed
 * @param timeout how long connecting and logging on may take, all together
 * @param jump the server through which this one is reached; null where it is reached directly
 */
public record SshTarget(
        String user,
        String host,
        int port,
        SshKey key,
        Path knownHosts,
        Duration timeout,
        @Nullable SshTarget jump) {

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

    /** One that is reached directly, with a key in a file. */
    public SshTarget(String user, String host, int port, Path privateKey, Path knownHosts, Duration timeout) {
        this(user, host, port, new SshKey.InFile(privateKey), knownHosts, timeout, null);
    }

    /** The same server through that one. */
    public SshTarget through(@Nullable SshTarget other) {
        return new SshTarget(user, host, port, key, knownHosts, timeout, other);
    }

    /** As a line of a known hosts file begins with it. */
    String place() {
        return port == 22 ? host : "[" + host + "]:" + port;
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}

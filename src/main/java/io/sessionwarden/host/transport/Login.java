package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * The key for one log-in, read anew for each, so that an administrator's correction counts at the next attempt.
 *
 * @param agent holds the key, where an agent does
 * @param pair the key, where it is in a file
 */
record Login(@Nullable AgentKey agent, @Nullable KeyPair pair) {

    /**
     * @param timeout how long each question to an agent may take
     * @throws HostException where the key cannot be had
     */
    static Login with(SshKey key, Duration timeout) throws HostException {
        return key instanceof SshKey.InAgent inAgent
                ? new Login(AgentKeys.find(inAgent, timeout), null)
                : new Login(null, PrivateKeyFile.read(((SshKey.InFile) key).file()));
    }

    void offerTo(ClientSession session) {
        if (pair != null) {
            session.addPublicKeyIdentity(pair);
        }
    }

    /** What the agent said instead of signing. */
    Optional<String> refusal() {
        var refused = agent == null ? null : agent.refusal();
        return refused == null
                ? Optional.empty()
                : Optional.of("the agent has the key and does not sign with it: " + refused.getMessage());
    }
}

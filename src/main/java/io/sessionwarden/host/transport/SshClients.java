package io.sessionwarden.host.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** Sets up the library's client for one server: nothing implicit, no agent, no password, nothing from {@code ~/.ssh}. */
final class SshClients {

    private static final int HEARTBEATS_MISSED = 2;
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private SshClients() {}

    /** @param heartbeat how long a session may be silent before the server is asked whether it is there */
    static SshClient of(SshTarget target, Duration heartbeat) {
        var client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setUserAuthFactories(
                List.of(new UserAuthPublicKeyFactory(new ArrayList<>(client.getSignatureFactories()))));
        CoreModuleProperties.NIO_WORKERS.set(client, 1);
        // Otherwise each command waits twice for a delayed acknowledgement: 80 ms instead of 15.
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, target.timeout());
        CoreModuleProperties.AUTH_TIMEOUT.set(client, target.timeout());
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, heartbeat);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_MISSED);
        CoreModuleProperties.DISCONNECT_TIMEOUT.set(client, GOODBYE);
        return client;
    }
}

package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.SshClient;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A real SSH session whose client has an address of its own on the loopback device, to which nothing then gets through. */
@NeedsSshd
@RealHost(programs = {"awk", "stty", "ssh", "nft"})
class ClientGoneIT {

    private final Prober prober = new Prober(Map.of("terminal", new TerminalConnector().probes()));

    @Test
    void noticesAClientThatNoLongerAnswersHereAndOverSsh() throws Exception {
        try (var sshd = LoopbackSshd.start("ed25519");
                var runner = new SshRunner(sshd.target())) {
            var here = new Terminals("there", new LocalMachine(Duration.ofSeconds(1), Clock.systemUTC()));
            var there = new Terminals(
                    "there", new RemoteMachine(runner, Duration.ofSeconds(10), Duration.ofSeconds(1), false));
            var leader = sshd.account().home().resolve("leader");
            var command = "echo $$ > " + leader + "; while :; do echo busy; sleep 0.1; done";
            try (var client = SshClient.logOn(sshd, command)) {
                Await.until("it has begun", () -> Files.exists(leader) && Files.size(leader) > 0);
                assertThat(examine(here, leader).sick()).isEmpty();
                assertThat(examine(there, leader).sick()).isEmpty();
                client.cut();
                awaitGone(here, leader);
                awaitGone(there, leader);
            }
        }
    }

    private Examined examine(Terminals terminals, Path leader) throws HostException, IOException {
        return prober.examine(
                find(terminals, leader).orElseThrow(), Clock.systemUTC().instant());
    }

    private static Optional<Session> find(Terminals terminals, Path leader) throws HostException, IOException {
        int pid = Integer.parseInt(Files.readString(leader).strip());
        return terminals.list().sessions().stream()
                .filter(session -> Objects.requireNonNull(session.leader()).pid() == pid)
                .findFirst();
    }

    private void awaitGone(Terminals terminals, Path leader) {
        Await.until(
                "its client is gone",
                () -> examine(terminals, leader).sick().stream()
                        .map(Finding.Sick::symptom)
                        .toList()
                        .equals(List.of(Symptom.CLIENT_GONE)));
    }
}

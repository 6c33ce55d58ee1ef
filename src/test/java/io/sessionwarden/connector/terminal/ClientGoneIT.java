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

    private static final String CLIENT = "127.66." + (ProcessHandle.current().pid() / 250 % 250) + "."
            + (1 + ProcessHandle.current().pid() % 250);

    private static final String TABLE = "warden_test_" + ProcessHandle.current().pid();

    private final Prober prober = new Prober(Map.of("terminal", new TerminalConnector().probes()));

    @Test
    void noticesAClientThatNoLongerAnswersHereAndOverSsh() throws Exception {
        try (var sshd = LoopbackSshd.start("ed25519");
                var runner = new SshRunner(sshd.target())) {
            var here = new Terminals("there", new LocalMachine(Duration.ofSeconds(1), Clock.systemUTC()));
            var there = new Terminals(
                    "there", new RemoteMachine(runner, Duration.ofSeconds(10), Duration.ofSeconds(1), false));
            var leader = sshd.account().home().resolve("leader");
            var client = logOn(sshd, "echo $$ > " + leader + "; while :; do echo busy; sleep 0.1; done");
            try {
                Await.until("it has begun", () -> Files.exists(leader) && Files.size(leader) > 0);
                assertThat(examine(here, leader).sick()).isEmpty();
                assertThat(examine(there, leader).sick()).isEmpty();
                try {
                    cut();
                    awaitGone(here, leader);
                    awaitGone(there, leader);
                } finally {
                    nft("delete table ip " + TABLE);
                }
            } finally {
                client.destroyForcibly().waitFor();
            }
        }
    }

    private static Process logOn(LoopbackSshd sshd, String command) throws IOException {
        var line = List.of(
                "ssh",
                "-tt",
                "-F",
                "none",
                "-b",
                CLIENT,
                "-p",
                sshd.address().get(1),
                "-i",
                sshd.key().toString(),
                "-o",
                "UserKnownHostsFile=" + sshd.knownHosts(),
                sshd.account().name() + "@127.0.0.1",
                command);
        return new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Loses what arrives for the client, as a broken cable would: what is stopped on its way out was never sent. */
    private static void cut() throws IOException, InterruptedException {
        nft("add table ip " + TABLE);
        nft("add chain ip " + TABLE + " lost { type filter hook input priority 0; }");
        nft("add rule ip " + TABLE + " lost ip daddr " + CLIENT + " drop");
    }

    private static void nft(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("nft", command).inheritIO().start().waitFor())
                .isZero();
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

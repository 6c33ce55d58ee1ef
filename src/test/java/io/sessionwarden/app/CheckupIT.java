package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.app.config.ConfigurationFile;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.fake.Await;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSudo;
import io.sessionwarden.real.NeedsXrdp;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.Sudoers;
import io.sessionwarden.real.ThrowawayAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code warden doctor} says of a real server over SSH. */
@NeedsSudo
@RealHost(programs = {"script", "awk", "stty"})
@SuppressWarnings("try") // what is opened there is in force until the end of the block
class CheckupIT {

    private static LoopbackSshd sshd;
    private static ThrowawayAccount watched;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        watched = ThrowawayAccount.create();
    }

    @AfterAll
    static void stop() throws Exception {
        watched.close();
        sshd.close();
    }

    /** Each line: verdict, what, text. */
    private String examine(Path knownHosts, String connectors) throws Exception {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/warden.yaml"), """
                servers:
                  - name: till
                    address: %s@%s
                    key: %s
                    knownHosts: %s
                    connectors: %s
                    watch: {user: [%s]}
                """.formatted(
                        sshd.account().name(),
                        String.join(":", sshd.address()),
                        sshd.key(),
                        knownHosts,
                        connectors,
                        watched.name()));
        var connectorsThere = ServerOpening.connectors();
        var configuration = ConfigurationFile.read(home, ServerOpening.settings(connectorsThere), mistake -> {
            throw new AssertionError(mistake);
        });
        var opening = new ServerOpening(connectorsThere, List.of(), EvidenceStore.NONE, Clock.systemUTC());
        var told = new Checkup(configuration, opening, Clock.systemUTC())
                .examine("till").stream()
                        .map(check -> check.verdict() + " " + check.what() + ": " + check.text())
                        .collect(Collectors.joining("\n"));
        System.out.println("CheckupIT, " + connectors + ":\n" + told);
        return told;
    }

    @Test
    void saysWhatWorksAndWhoseSessionsMayBeReset() throws Exception {
        try (var sudoers = Sudoers.letting(sshd.account(), watched);
                var script = ScriptSession.of(watched, "exec sleep 60", watched.home())) {
            Await.until(
                    "it is listed",
                    () -> examine(sshd.knownHosts(), "{terminal: {}}").contains("1 sessions are watched"));
            assertThat(examine(sshd.knownHosts(), "{terminal: {sudo: true}}"))
                    .contains(
                            "OK reachability: " + sshd.target() + ", key known, Linux",
                            "OK clock: ",
                            "OK programs: ",
                            "OK connector terminal: 1 sessions are watched, mode observe",
                            "OK acts, terminal: by sudo on sessions of " + watched.name())
                    .doesNotContain("may not");
        }
    }

    @Test
    void saysWhichRightIsMissing() throws Exception {
        try (var script = ScriptSession.of(watched, "exec sleep 60", watched.home())) {
            Await.until(
                    "it is listed",
                    () -> examine(sshd.knownHosts(), "{terminal: {}}").contains("1 sessions are watched"));
            assertThat(examine(sshd.knownHosts(), "{terminal: {sudo: true}}"))
                    .contains("MISSING acts, terminal: may not reset the sessions of " + watched.name()
                            + ": sudo -n does not let it become them");
            assertThat(examine(sshd.knownHosts(), "{terminal: {}}"))
                    .contains("MISSING acts, terminal: may not reset the sessions of " + watched.name()
                            + ": that needs root or CAP_KILL, or sudo: true");
        }
    }

    @Test
    @NeedsXrdp
    void saysWhoseDesktopsMayBeResetAndThatASettingIsShortened() throws Exception {
        try (var rdp = RdpServer.start(watched)) {
            rdp.logOn();
            var connectors =
                    "{xrdp: {port: %d, sesman-port: %d, answer-ms: 4000}}".formatted(rdp.port(), rdp.sesmanPort());
            Await.until(
                    "it is listed",
                    () -> examine(sshd.knownHosts(), connectors).contains("connector xrdp: 1 sessions are watched"));

            assertThat(examine(sshd.knownHosts(), connectors))
                    .contains(
                            "MISSING connector xrdp: answer-ms: its 4000 ms count as 3333, a third of the server's timeout",
                            "MISSING acts, xrdp: may not reset the sessions of " + watched.name()
                                    + ": sudo -n does not let it become them");
            try (var sudoers = Sudoers.letting(sshd.account(), watched)) {
                assertThat(examine(sshd.knownHosts(), connectors))
                        .contains("OK acts, xrdp: by sudo on sessions of " + watched.name())
                        .doesNotContain("may not");
            }
        }
    }

    @Test
    void printsTheLineOfAServerWhoseKeyIsNotKnownYet() throws Exception {
        var nobody = Files.writeString(home.resolve("known"), "# nobody\n");
        var line = Files.readAllLines(sshd.knownHosts()).get(0).split(" ", -1);
        assertThat(examine(nobody, "{terminal: {}}"))
                .startsWith("FAILED reachability: UNREACHABLE: the host key of " + line[0] + " is not known (SHA256:")
                .contains("add to " + nobody + ": " + line[0] + " " + line[1] + " " + line[2]);
        Files.writeString(nobody, line[0] + " " + line[1] + " " + line[2] + "\n");
        assertThat(examine(nobody, "{terminal: {}}")).startsWith("OK reachability");
    }
}

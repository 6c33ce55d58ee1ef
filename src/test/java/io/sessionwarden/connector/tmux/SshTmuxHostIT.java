package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.TmuxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsSshd
@RealHost(programs = {"tmux", "awk", "stty"})
class SshTmuxHostIT extends TmuxHostCases {

    private static LoopbackSshd sshd;
    private static SshRunner runner;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        runner = new SshRunner(sshd.target());
    }

    @AfterAll
    static void stopServer() throws Exception {
        runner.close();
        sshd.close();
    }

    @Override
    CommandRunner runner() {
        return runner;
    }

    @Override
    Path newFolder() throws Exception {
        Path home = sshd.account().home();
        Path folder = Files.createTempDirectory(home, "t");
        UserPrincipal owner = Files.getOwner(home);
        Files.setOwner(folder, owner);
        return folder;
    }

    @Test
    void saysWhatRightIsMissingForAnotherUsersSocket(@TempDir Path roots) throws Exception {
        try (var ofRoot =
                new TmuxServer(new LocalRunner(), roots.resolve("socket").toString())) {
            ofRoot.open("main", "sleep", "1000");
            for (String open : new String[] {"rwxr-xr-x", "rwx------"}) {
                Files.setPosixFilePermissions(roots, PosixFilePermissions.fromString(open));
                Listing listing = open(ofRoot.socket()).list();
                assertThat(listing.sessions()).isEmpty();
                assertThat(listing.faults()).singleElement().satisfies(fault -> {
                    assertThat(fault.certain()).isTrue();
                    assertThat(fault.evidence().summary()).contains("sudo -n -u '#0'");
                });
            }
        }
    }
}

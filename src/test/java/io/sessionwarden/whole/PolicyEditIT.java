package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.ScriptSession;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Editing the policy of a warden that runs. */
@RealHost
class PolicyEditIT {

    private static final String NARROWER = "*,nobody-here,*,a demonstration";
    private static final String WIDER = "*,STOPPED,1,enforce,,nobody stops a till on purpose";

    private Installation installed;

    @BeforeEach
    void open() throws IOException {
        installed = Installation.copy();
        installed.watchMarks("observe", "", "no-such-mark");
    }

    @AfterEach
    void close() throws IOException {
        installed.close();
    }

    private String status() throws IOException {
        return installed.warden("status").out();
    }

    /** The revision that is in force. */
    private String inForce() throws IOException {
        return status().lines()
                .filter(line -> line.startsWith("policy "))
                .map(line -> line.substring("policy ".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEditThatOnlyNarrowsGoesLive() throws IOException {
        var watchdog = installed.watch();
        var before = inForce();
        installed.row("protected-accounts.csv", NARROWER);

        watchdog.awaitLine("policy changed, files protected-accounts.csv");
        assertThat(inForce()).isNotEqualTo(before);
        assertThat(installed.warden("policy", "show").out())
                .contains(inForce() + "  ")
                .contains(before + "  ")
                .contains("replaced");
        assertThat(installed.warden("policy", "show", before).out()).contains("==> thresholds.csv <==");
    }

    @Test
    void anEditThatPermitsMoreWaitsForSomebodyWhoIsNamed() throws IOException {
        var watchdog = installed.watch();
        var before = inForce();
        installed.replaceRow("thresholds.csv", "*,STOPPED", WIDER);

        watchdog.awaitLine("policy waiting, files thresholds.csv");
        assertThat(inForce()).isEqualTo(before);
        assertThat(status()).contains("waits: it permits more: STOPPED").contains("warden policy activate");
        var difference = installed.warden("policy", "diff");
        assertThat(difference.exit()).as(difference.err()).isEqualTo(1);
        assertThat(difference.out())
                .contains("changed row of thresholds.csv")
                .contains("+ mode=enforce, note=nobody stops a till on purpose, seconds=1, server=*, symptom=STOPPED");
        assertThat(installed.warden("policy", "replay").out()).contains("nothing would change");

        var activated = installed.warden("policy", "activate");
        assertThat(activated.exit()).as(activated.err()).isZero();
        assertThat(activated.out()).contains("is in force, in place of " + before);
        watchdog.awaitLine("policy changed by ");
        assertThat(inForce()).isNotEqualTo(before);
        assertThat(installed.warden("policy", "activate").exit()).isEqualTo(4);
    }

    @Test
    void aBrokenEditStaysOut() throws IOException {
        var watchdog = installed.watch();
        var before = inForce();
        installed.row("thresholds.csv", "*,HUNG,many,enforce,,");

        watchdog.awaitLine("policy refused");
        assertThat(status()).contains("the latest edit of the policy was not taken: rules/thresholds.csv:");
        assertThat(inForce()).isEqualTo(before);
    }

    @Test
    void anEditWhileTheWardenWasStoppedGoesTheSameWay() throws IOException {
        var first = installed.watch();
        var before = inForce();
        first.stop();
        installed.replaceRow("thresholds.csv", "*,STOPPED", WIDER);

        var second = installed.watch();
        second.awaitLine("policy waiting, files thresholds.csv");
        assertThat(inForce()).isEqualTo(before);
        Await.until("it waits", () -> status().contains("waits: "));
    }

    @Test
    void theShippedRulesLieBesideTheLiveOnes() throws IOException {
        installed.row("protected-accounts.csv", NARROWER);

        var difference = installed.warden("policy", "diff", "shipped");
        assertThat(difference.out()).contains("added row of protected-accounts.csv");
        assertThat(difference.exit()).isEqualTo(1);
    }

    @Test
    void aLiveSessionIsExplainedByThePolicyInForceAndByAnEdit() throws IOException {
        try (var till = new ScriptSession("exec sleep 600", Path.of("/"))) {
            installed.watchMarks("observe", "", till.mark());
            installed.watch();
            var id = installed
                    .warden("query", "session", "--json")
                    .out()
                    .replaceAll("(?s).*\"id\" : \"([0-9]+)\".*", "$1");

            var watchdog = installed.warden("policy", "explain", "--session", id);
            assertThat(watchdog.exit()).as(watchdog.err()).isZero();
            assertThat(watchdog.out())
                    .startsWith("if the watchdog wanted session " + id)
                    .contains("nothing is wrong with it\n", "by the policy in force (" + inForce() + "): deny\n");
            assertThat(installed
                            .warden("policy", "explain", "--session", id, "--who", "root")
                            .out())
                    .startsWith("if root (local:0), sitting in none of its sessions, wanted session " + id)
                    .contains("): permit\n");

            var edit = PolicyFolders.shipped(installed.home().resolve("edit"))
                    .line("access.csv", "uid:0,*,deny,a demonstration")
                    .path()
                    .toString();
            var edited = installed.warden("policy", "explain", "--session", id, "--who", "root", "--rules", edit);
            assertThat(edited.out())
                    .contains("by the policy as it lies in " + edit + "/ (")
                    .contains("): deny\n");

            assertThat(installed.warden("incidents").out()).doesNotContain("i-1");
            assertThat(installed.warden("policy", "explain", "--session", "0").exit())
                    .isEqualTo(4);
        }
        var nobody = installed.warden("policy", "explain", "--session", "7", "--home", "/nowhere");
        assertThat(nobody.exit()).isEqualTo(3);
        assertThat(nobody.err().lines()).hasSize(2);
    }
}

package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.Leaders;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.ThrowawayAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say to a warden that runs, with real users who run the real command. */
@RealHost(
        programs = {"script", "setpriv", "useradd"},
        root = true)
class InterventionsIT {

    private static final String IDLE = "while :; do sleep 1; done";

    private ThrowawayAccount anna;
    private ThrowawayAccount ben;
    private Installation installed;
    private Path answer;

    @BeforeEach
    void open() throws Exception {
        anna = ThrowawayAccount.create();
        ben = ThrowawayAccount.create();
        installed = Installation.copy();
        answer = Files.createTempFile("answer", ".txt");
        Files.setPosixFilePermissions(answer, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    @AfterEach
    void close() throws Exception {
        installed.close();
        anna.close();
        ben.close();
        Files.delete(answer);
    }

    private void stoppedIs(String mode) throws IOException {
        installed.replaceRow("thresholds.csv", "*,STOPPED", "*,STOPPED,0," + mode + ",,");
        installed.row("ladders.csv", "local,STOPPED,reset 15s > human,not merely continued");
    }

    @Test
    void aPauseHoldsTheWatchdogBackAndItsOwnerIsToldAfterTheReset() throws Exception {
        stoppedIs("enforce");
        try (var sick = ScriptSession.of(anna, IDLE, Path.of("/"));
                var other = ScriptSession.of(anna, IDLE, Path.of("/"))) {
            installed.watchMarks("enforce", "", sick.mark(), other.mark());
            var watchdog = installed.watch();
            assertThat(installed.wardenAs(anna.uid(), "pause", "--reason", "no").exit())
                    .isEqualTo(1);
            assertThat(installed
                            .warden("pause", "--reason", "the new switch", "--for", "2h")
                            .exit())
                    .isZero();
            var leader = leader(sick);
            signal("STOP", leader);

            Await.until(
                    "it is said why nothing is done",
                    () -> installed
                            .warden("incidents")
                            .out()
                            .contains("deny: paused by root (local:0): the new switch"));
            assertThat(installed.warden("status").out()).contains("PAUSED everywhere by root (local:0)");
            assertThat(stands(leader)).isTrue();

            assertThat(installed.warden("resume").exit()).isZero();
            watchdog.awaitLine(" proved ");
            assertThat(stands(leader)).isFalse();
            Await.until(
                    "its owner is told in another session", () -> other.screen().contains("was reset at "));
            assertThat(other.screen()).contains(": STOPPED. The whole story: warden explain i-1");
            assertThat(installed.warden("explain", "i-1").out()).contains("OWNER_TOLD told");
            assertThat(installed.warden("audit", "verify").exit()).isZero();
        }
    }

    @Test
    void whoeverSitsThereKeepsTheirSessionWithoutNamingIt() throws Exception {
        stoppedIs("ask");
        var keeps = "(while [ ! -s " + answer + " ]; do sleep 0.2; done; "
                + installed.home().resolve("bin/warden") + " keep --reason 'a long job' > " + answer
                + " 2>&1; echo exit $? >> "
                + answer + ") & " + IDLE;
        try (var session = ScriptSession.of(anna, keeps, Path.of("/"))) {
            installed.watchMarks("enforce", "", session.mark());
            installed.watch();
            var leader = leader(session);
            signal("STOP", leader);
            Await.until(
                    "a human is asked",
                    () -> installed
                            .warden("status")
                            .out()
                            .contains(
                                    "i-1 waits for a human: warden explain i-1, then warden approve or warden reject i-1"));

            Files.writeString(answer, "go\n");
            Await.until("it was answered", () -> Files.readString(answer).contains("exit "));
            assertThat(Files.readString(answer))
                    .contains(
                            "nothing automatic is done about it as long as it lasts; a reset that was queued is withdrawn")
                    .contains("exit 0");
            var status = installed.warden("status").out();
            assertThat(status).contains("kept: i-1 by ", ": a long job").doesNotContain("waits for a human");
            assertThat(installed.warden("approve", "i-1").exit()).isEqualTo(4);
            assertThat(stands(leader)).isTrue();
        }
    }

    @Test
    void whoeverTheTableLetsApproveApprovesAndNobodyElse() throws Exception {
        stoppedIs("ask");
        installed.row("access.csv", "uid:" + ben.uid() + ",local,approve,shift lead");
        try (var session = ScriptSession.of(anna, IDLE, Path.of("/"))) {
            installed.watchMarks("enforce", "", session.mark());
            var watchdog = installed.watch();
            var leader = leader(session);
            signal("STOP", leader);
            Await.until(
                    "a human is asked", () -> installed.warden("status").out().contains("i-1 waits for a human"));

            var refused = installed.wardenAs(anna.uid(), "approve", "i-1");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).startsWith("you may not approve on local");
            assertThat(installed
                            .wardenAs(ben.uid(), "pause", "--server", "local", "--reason", "x")
                            .exit())
                    .isEqualTo(1);
            assertThat(stands(leader)).isTrue();

            var approved = installed.wardenAs(ben.uid(), "approve", "i-1");
            assertThat(approved.exit()).as(approved.err()).isZero();
            watchdog.awaitLine(" proved ");
            assertThat(stands(leader)).isFalse();
            assertThat(installed.warden("explain", "i-1").out()).contains("(local:" + ben.uid() + ") approves it");
        }
    }

    /** Its process id, once it is listed. */
    private String leader(ScriptSession session) {
        var id = Pattern.compile("\"id\" : \"(\\d+)\"");
        Await.until(
                "the session is listed",
                () -> !Leaders.of(session.mark()).isEmpty()
                        && id.matcher(installed
                                        .warden("query", "session", "--json")
                                        .out())
                                .results()
                                .anyMatch(match -> match.group(1).equals(Leaders.of(session.mark()))));
        return Leaders.of(session.mark());
    }

    /** script(1) stops itself when its child is stopped, and cannot bury it then: what is dead does not stand. */
    private static boolean stands(String leader) {
        try {
            var stat = Files.readString(Path.of("/proc", leader, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }
}

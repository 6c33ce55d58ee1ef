package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.ScriptSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A warden that is killed in the middle of a reset cycle, and started again. */
@RealHost(programs = "script")
class KilledWardenIT {

    private static final Pattern ID = Pattern.compile("\"id\" : \"(\\d+)\"");

    private Installation installed;
    private ScriptSession session;

    @BeforeEach
    void open() throws Exception {
        installed = Installation.copy();
        installed.replaceRow("thresholds.csv", "*,STOPPED", "*,STOPPED,0,enforce,");
        // The leader ignores the hang-up, so that the act lasts as long as the pause before the kill.
        session = new ScriptSession("trap '' HUP; while :; do sleep 1; done", installed.home());
        installed.watchMarks("enforce", "pause-ms: 10000", session.mark());
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        installed.close();
    }

    @Test
    void looksAfterAnActThatWasCutAndNeverRepeatsItBlindly() throws Exception {
        long leader = killInTheAct();

        installed.watch().awaitLine(" unknown ");

        assertThat(stands(leader)).isTrue();
        assertThat(installed.warden("explain", "i-1").out())
                .contains("the warden stopped in the middle of the act")
                .contains("whether anything was done cannot be told");
        assertThat(installed.warden("audit", "verify").out()).contains("the chain holds");
        assertThat(installed.warden("report").out())
                .containsPattern("(?s)WARDEN_STARTED.*WARDEN_STARTED")
                .doesNotContain("WARDEN_STOPPED");
    }

    @Test
    void seesThatTheSessionClosedWhileNobodyWatched() throws Exception {
        long leader = killInTheAct();
        // script(1) stops itself when its child is stopped, and could not bury it.
        long script = ProcessHandle.of(leader)
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
        signal("CONT", script);
        signal("KILL", leader);
        Await.until("the session has closed", () -> !stands(leader));

        installed.watch().awaitLine(" proved ");

        assertThat(installed.warden("explain", "i-1").out()).contains("a look shows that it closed");
        assertThat(installed.warden("audit", "verify").exit()).isZero();
    }

    @Test
    void endsInGoodOrderWhenToldTo() throws Exception {
        var first = installed.watch();
        first.stop();
        first.awaitLine("warden stopped");

        installed.watch();
        assertThat(installed.warden("report").out()).contains("WARDEN_STOPPED");
        assertThat(installed.warden("audit", "verify").exit()).isZero();
    }

    private long killInTheAct() throws Exception {
        var first = installed.watch();
        Await.until("the session is listed", () -> !listed().isEmpty());
        long leader = Long.parseLong(listed());
        signal("STOP", leader);
        first.awaitLine(" resets ");
        first.kill();
        assertThat(stands(leader)).isTrue();
        return leader;
    }

    private String listed() throws Exception {
        var id = ID.matcher(installed.warden("query", "session", "--json").out());
        return id.find() ? id.group(1) : "";
    }

    private static boolean stands(long leader) {
        return Files.exists(Path.of("/proc", Long.toString(leader)));
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}

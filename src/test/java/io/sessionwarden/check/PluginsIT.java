package io.sessionwarden.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plugins of monitoring-plugins-basic, as they come. */
@RealHost(programs = {"check_procs", "check_dummy", "check_disk", "check_load", "check_tcp"})
class PluginsIT {

    private static final Path PLUGINS = Path.of("/usr/lib/nagios/plugins");

    private final SettableClock clock = new SettableClock();

    private Check check(boolean ofSessions, String plugin, String... arguments) {
        var words = new ArrayList<>(List.of(PLUGINS.resolve(plugin).toString()));
        words.addAll(List.of(arguments));
        return new Check("it", words, ofSessions, Duration.ofMinutes(1), Duration.ofSeconds(10), false);
    }

    private Finding ofSession(String plugin, String... arguments) {
        return new SessionCheck(check(true, plugin, arguments), new LocalRunner(), clock)
                .examine(Sessions.session("pts/0", 4711), null);
    }

    private List<String> ofServer(String plugin, String... arguments) {
        return new ServerChecks("local", List.of(check(false, plugin, arguments)), new LocalRunner(), clock)
                .list().faults().stream()
                        .map(fault -> fault.what() + ": " + fault.evidence().summary())
                        .toList();
    }

    @Test
    void aHealthySessionIsHealthy() {
        assertThat(ofSession("check_procs", "-c", "0:0", "-a", "no such words {user}", "-u", "0"))
                .isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void aCriticalAnswerMakesItsSessionSick() {
        assertThat(ofSession("check_dummy", "2", "{name}")).isInstanceOfSatisfying(Finding.Sick.class, sick -> {
            assertThat(sick.symptom()).isEqualTo(Symptom.FAILED_CHECK);
            assertThat(sick.evidence().summary()).isEqualTo("it: CRITICAL: pts/0");
        });
    }

    @Test
    void aWarningIsHealthyAndUnknownIsUnknown() {
        assertThat(ofSession("check_dummy", "1", "hm")).isInstanceOf(Finding.Healthy.class);
        assertThat(ofSession("check_dummy", "3", "hm")).isEqualTo(new Finding.Unknown("check-it", "UNKNOWN: hm"));
    }

    @Test
    void whatIsCriticalIsAFaultOfTheServer() {
        assertThat(ofServer("check_disk", "-w", "0%", "-c", "0%", "-p", "/")).isEmpty();
        assertThat(ofServer("check_load", "-w", "1000", "-c", "1000")).isEmpty();
        assertThat(ofServer("check_procs", "-c", "0:0"))
                .singleElement()
                .asString()
                .matches("check it: it: PROCS CRITICAL: [0-9]+ processes");
        assertThat(ofServer("check_tcp", "-H", "127.0.0.1", "-p", "1"))
                .singleElement()
                .asString()
                .containsIgnoringCase("refused");
    }
}

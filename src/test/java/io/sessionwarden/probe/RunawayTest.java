package io.sessionwarden.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Sessions;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunawayTest {

    private final Runaway probe = new Runaway();

    private static Session running(String running) {
        return new Session(
                SessionIdentity.of("here", "test", Map.of("sid", "7")),
                "7",
                "left:pts/3",
                SessionKind.USER,
                SessionState.DISCONNECTED,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of(Runaway.VITAL, running)));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nothing runs                      | ''                     | ''                    | Healthy",
                "the terminal stands, or it waited | 20000 9/19000           | ''                    | Healthy",
                "it no longer runs                 | ''                     | 10000 9/10000          | Healthy",
                "seen for the first time           | 20000 9/19000           | -                     | Unknown",
                "nine tenths of the time           | 20000 9/19000           | 10000 9/10000          | Sick",
                "a little less                     | 20000 9/18999           | 10000 9/10000          | Healthy",
                "two threads                       | 20000 9/30000           | 10000 9/10000          | Sick",
                "the second of two                 | 20000 8/10010,9/20000    | 10000 8/10000,9/10000   | Sick",
                "another process than before       | 20000 8/999990          | 10000 9/10000          | Healthy",
                "its pid is another's              | 20000 9/50              | 10000 9/10000          | Healthy",
                "the clock was set back            | 9000 9/19000            | 10000 9/10000          | Unknown",
                "the clock stood still             | 10000 9/19000           | 10000 9/10000          | Unknown",
                "the clock was set on              | 90000 9/19000           | 10000 9/10000          | Healthy",
                "no such words                     | 20000 9/much           | 10000 9/10000          | Healthy",
                "no such words before              | 20000 9/19000           | 10000 9/              | Healthy",
            })
    void tells(String what, String now, String before, String finding) {
        assertThat(probe.examine(running(now), before == null ? null : running(before)))
                .as(what)
                .extracting(found -> found.getClass().getSimpleName())
                .isEqualTo(finding);
    }

    @Test
    void keepsNobodyWaitingWhoseTerminalStands() {
        assertThat(probe.spacing(running(""))).isEqualTo(Duration.ofSeconds(10));
        assertThat(probe.spacing(Sessions.standing("till", 7))).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void namesTheProcessAndHowMuchItTook() {
        assertThat(probe.examine(running("20000 8/10010,9/19500"), running("10000 8/10000,9/10000")))
                .isInstanceOfSatisfying(Finding.Sick.class, sick -> {
                    assertThat(sick.symptom()).isEqualTo(Symptom.RUNAWAY);
                    assertThat(sick.evidence().summary())
                            .isEqualTo(
                                    "its terminal has gone, and process 9 only runs: it wanted a processor for 95 % of 10 s");
                    assertThat(sick.evidence().facts())
                            .containsEntry("pid", "9")
                            .containsEntry("percent", "95");
                });
    }
}

package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the watchdog may reset. 2026-03-02 is a Monday. */
class ResetHoursTest {

    private static final String HEADER = "server,days,from,to,time-zone,resets\n";

    @TempDir
    Path temp;

    private static ResetHours hours(String rows) {
        return Facts.tables(Map.of("reset-hours.csv", HEADER + rows)).resetHours();
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Berlin")).toInstant();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-02T21:59 | false
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-02T22:00 | true
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-03T05:59 | true
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-03T06:00 | false
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-02T05:00 | false
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-07T05:00 | true
                local,Mon-Fri,22:00,06:00,Europe/Berlin,allowed      | 2026-03-07T23:00 | false
                local,Sat Sun,00:00,24:00,Europe/Berlin,forbidden    | 2026-03-07T00:00 | false
                local,Sat Sun,00:00,24:00,Europe/Berlin,forbidden    | 2026-03-08T23:59 | false
                local,Sat Sun,00:00,24:00,Europe/Berlin,forbidden    | 2026-03-09T00:00 | true
                local,Fri-Mon,08:00,18:00:00,Europe/Berlin,forbidden | 2026-03-02T12:00 | false
                local,Fri-Mon,08:00,18:00:00,Europe/Berlin,forbidden | 2026-03-03T12:00 | true
                local,monday,8:00,18:00,UTC,forbidden                | 2026-03-02T08:30 | true
                local,monday,8:00,18:00,UTC,forbidden                | 2026-03-02T09:00 | false
                other,*,00:00,24:00,UTC,forbidden                    | 2026-03-02T09:00 | true
                *,*,00:00,24:00,UTC,forbidden                        | 2026-03-02T09:00 | false
                """)
    void countByTheClockOfTheirZone(String row, String local, boolean allowed) {
        assertThat(hours(row + "\n").on("local").allow(berlin(local))).isEqualTo(allowed);
    }

    @Test
    void aLineOfTheServersOwnStandsInForThoseOfEveryServer() {
        var hours = hours("*,*,00:00,24:00,UTC,forbidden\nlocal,*,00:00,00:01,UTC,forbidden\n");
        assertThat(hours.on("local").allow(berlin("2026-03-02T12:00"))).isTrue();
        assertThat(hours.on("other").allow(berlin("2026-03-02T12:00"))).isFalse();
    }

    @Test
    void forbiddenHoursBeatAllowedOnes() {
        var hours = hours("*,*,20:00,24:00,UTC,allowed\n*,*,22:00,23:00,UTC,forbidden\n");
        assertThat(hours.on("local").allow(Instant.parse("2026-03-02T21:59:59Z")))
                .isTrue();
        assertThat(hours.on("local").allow(Instant.parse("2026-03-02T22:00:00Z")))
                .isFalse();
        assertThat(hours.on("local").allow(Instant.parse("2026-03-02T23:00:00Z")))
                .isTrue();
        assertThat(hours.on("local").allow(Instant.parse("2026-03-02T19:59:59Z")))
                .isFalse();
    }

    @Test
    void anHourThatTheClockHasTwiceCountsTwice() {
        // In the night to 25 October 2026 the clocks of Berlin go from 03:00 back to 02:00.
        var hours = hours("*,Sun,02:00,03:00,Europe/Berlin,allowed\n");
        var midnight = berlin("2026-10-25T00:00");
        assertThat(minutesAllowed(hours, midnight)).isEqualTo(120);
    }

    @Test
    void anHourThatTheClockLeavesOutIsNotThere() {
        // In the night to 29 March 2026 they go from 02:00 on to 03:00.
        var midnight = berlin("2026-03-29T00:00");
        assertThat(minutesAllowed(hours("*,Sun,02:00,03:00,Europe/Berlin,allowed\n"), midnight))
                .isZero();
        assertThat(minutesAllowed(hours("*,Sun,01:30,03:30,Europe/Berlin,allowed\n"), midnight))
                .isEqualTo(60);
        assertThat(minutesAllowed(hours("*,Sat,22:00,04:00,Europe/Berlin,allowed\n"), midnight))
                .isEqualTo(180);
    }

    private static long minutesAllowed(ResetHours hours, Instant midnight) {
        var allowed = new ArrayList<Integer>();
        for (int minute = 0; minute < 300; minute++) {
            if (hours.on("local").allow(midnight.plusSeconds(60L * minute))) {
                allowed.add(minute);
            }
        }
        return allowed.size();
    }

    @Test
    void rulesReadThemAtTheMomentOfTheQuestion() {
        var policy = Folder.shipped(temp)
                .row("reset-hours.csv", "local,*,08:00,08:01,UTC,forbidden,")
                .open();
        assertThat(policy.decide(about().ask()).request().resetsAllowedNow()).isFalse();
        assertThat(policy.decide(about().of("db1", "ann", null).ask()).request().resetsAllowedNow())
                .isTrue();
    }

    @Test
    void everyWrongCellIsTold() {
        assertThat(Folder.shipped(temp)
                        .write(
                                "reset-hours.csv",
                                HEADER + "local,Mon-Fri-Sat,25:00,6,Europe/Berln,maybe\n"
                                        + "local,Mun,24:00,24:01,CET+1,allowed\n*,*,08:00,8:00,UTC,allowed\n")
                        .problems())
                .containsExactly(
                        "rules/reset-hours.csv:2: column 'days': 'Mon-Fri-Sat' is no day; write * or days such as"
                                + " Mon-Fri or Sat Sun",
                        "rules/reset-hours.csv:2: column 'from': '25:00' is no time of day; write it like 22:00",
                        "rules/reset-hours.csv:2: column 'to': '6' is no time of day; write it like 22:00",
                        "rules/reset-hours.csv:2: column 'time-zone': 'Europe/Berln' is no time zone; write one like"
                                + " Europe/Berlin, or UTC; did you mean 'Europe/Berlin'?",
                        "rules/reset-hours.csv:2: column 'resets': 'maybe' is not one of allowed, forbidden",
                        "rules/reset-hours.csv:3: column 'days': 'Mun' is no day; write * or days such as Mon-Fri or"
                                + " Sat Sun",
                        "rules/reset-hours.csv:3: column 'from': '24:00' is no time of day; write it like 22:00",
                        "rules/reset-hours.csv:3: column 'to': '24:01' is no time of day; write it like 22:00",
                        "rules/reset-hours.csv:3: column 'time-zone': 'CET+1' is no time zone; write one like"
                                + " Europe/Berlin, or UTC; did you mean 'CET'?",
                        "rules/reset-hours.csv:4: column 'to': is the same as 'from'; for a whole day write 00:00 and"
                                + " 24:00");
    }
}

package io.sessionwarden.policy;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Question.History;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many resets there may be. */
class LimitsTest {

    private static final Limits LIMITS = new Limits(10, 20, 30, 40, 50, 60, 70);

    private static History counts(
            int session, int account, int server, int overall, int running, int ofAccount, int on) {
        return new History(1, 1, 1, session, account, server, overall, running, ofAccount, on, null);
    }

    @Test
    void belowEveryLimitThereIsRoomForOneMore() {
        assertThat(LIMITS.reached(counts(9, 19, 29, 39, 49, 59, 69))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, 0, 0, 0, 0, 0, '10 resets of this session within an hour, and 10 may be'",
        "0, 21, 0, 0, 0, 0, 0, '21 resets of this account within an hour, and 20 may be'",
        "0, 0, 30, 0, 0, 0, 0, '30 resets on this server within an hour, and 30 may be'",
        "0, 0, 0, 40, 0, 0, 0, '40 resets within an hour, and 40 may be'",
        "0, 0, 0, 0, 50, 0, 0, '50 resets at once, and 50 may be'",
        "0, 0, 0, 0, 0, 60, 0, '60 resets of this account at once, and 60 may be'",
        "0, 0, 0, 0, 0, 0, 70, '70 resets on this server at once, and 70 may be'"
    })
    void theLimitThatIsReachedIsTold(
            int session, int account, int server, int overall, int running, int ofAccount, int on, String told) {
        assertThat(LIMITS.reached(counts(session, account, server, overall, running, ofAccount, on)))
                .hasValue(told);
    }

    @Test
    void aLimitThatNoLineNamesPermitsNone() {
        assertThat(new Limits(-1, 20, 30, 40, 50, 60, 70).reached(counts(0, 0, 0, 0, 0, 0, 0)))
                .hasValue("0 resets of this session within an hour, and 0 may be");
    }

    @ParameterizedTest
    @CsvSource({"20, 3, 10, 2", "20, 3, 100, 3", "20, 3, 4, 1", "50, 3, 4, 2", "0, 3, 100, 1", "-1, 3, 100, -1"})
    void theSmallerOfTheNumberAndTheShareCountsOnAServer(int percent, int atOnce, int sessions, int most)
            throws Exception {
        var rows = percent < 0 ? "" : "*,server-running-percent," + percent + "\n";
        var policy = DroolsResetPolicy.open(List.of(Path.of("rules")))
                .withTables(Map.of(
                        "limits.csv", "server,scope,limit\n*,server-running," + atOnce + "\n*,session,5\n" + rows));
        var limits = Limits.of(policy.complete(about().ask()), sessions);
        assertThat(limits.serverRunning()).isEqualTo(most);
        assertThat(limits.session()).isEqualTo(5);
        assertThat(limits.overall()).isEqualTo(-1);
    }
}

package io.sessionwarden.control;

import static io.sessionwarden.fake.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionMatchTest {

    private static List<Integer> pids(String typed, List<Session> sessions) {
        var match = SessionMatch.of(typed, sessions);
        if (match instanceof SessionMatch.One one) {
            return List.of(pid(one.session()));
        }
        return match instanceof SessionMatch.Several several
                ? several.sessions().stream().map(SessionMatchTest::pid).toList()
                : List.of();
    }

    private static int pid(Session session) {
        return Integer.parseInt(session.id());
    }

    @ParameterizedTest
    @CsvSource({
        "pts/3, 30",
        "30, 30",
        "name:40, 31",
        "40, 40",
        "name:pts/3, 30",
        "31, 31",
        "a|b, 33",
        "name:name:x, 34",
        "name:x, 34",
    })
    void findsTheOneThatIsMeant(String typed, int pid) {
        var sessions = List.of(
                session("pts/3", 30),
                session("40", 31),
                session("console", 40),
                session("a|b", 33),
                session("name:x", 34));

        assertThat(pids(typed, sessions)).containsExactly(pid);
    }

    @ParameterizedTest
    @CsvSource({"pts", "PTS/3", "3", "030", "+30", "30x", "x 30", "\u0663\u0660", "*", "name:", "name:30"})
    void findsNothingForWhatMerelyLooksAlike(String typed) {
        assertThat(pids(typed, List.of(session("pts/3", 30)))).isEmpty();
    }

    @Test
    void findsSeveralOfOneName() {
        assertThat(pids("main", List.of(session("main", 30), session("main", 31), session("other", 32))))
                .containsExactly(30, 31);
    }

    @Test
    void picksNeitherTheForcedNameNorTheNameThatLooksForced() {
        assertThat(pids("name:7", List.of(session("name:7", 30), session("7", 31))))
                .containsExactly(30, 31);
    }

    @Test
    void acceptsTheNameAsItIsShown() {
        var hostile = session("a\u001b[31mb\nc", 30);
        var lengthy = session("x".repeat(200), 31);

        assertThat(SessionMatch.shownName(hostile)).isEqualTo("a?[31mb?c");
        assertThat(pids(SessionMatch.shownName(hostile), List.of(hostile, lengthy)))
                .containsExactly(30);
        assertThat(pids(SessionMatch.shownName(lengthy), List.of(hostile, lengthy)))
                .containsExactly(31);
    }

    @Test
    void twoNamesThatAreShownAlikeAreSeveral() {
        assertThat(pids("a?", List.of(session("a\u001b", 30), session("a\u0007", 31), session("a?", 32))))
                .containsExactly(30, 31, 32);
    }

    @Test
    void showsTheSessionsOfAUserToo() {
        var sessions = List.of(session("pts/3", 30), session("alice", 31));

        assertThat(SessionMatch.shown("alice", sessions)).isEqualTo(sessions);
        assertThat(SessionMatch.shown("Alice", sessions)).isEmpty();
        assertThat(SessionMatch.shown("", sessions)).isEqualTo(sessions);
        assertThat(SessionMatch.of("alice", sessions))
                .as("but a reset takes no user's name")
                .isEqualTo(new SessionMatch.One(sessions.get(1)));
    }
}

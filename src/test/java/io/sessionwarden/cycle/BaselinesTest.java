package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Sessions;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The values that a session had when it was whole. */
class BaselinesTest {

    private static final Session TILL = with(session("pts/1", 101), "command", "till");
    private static final Session CHANGED = with(TILL, "command", "another");

    private final WatchedServer server =
            new FlowOnFakes(Mode.ENFORCE).wiring.servers().require(Sessions.SERVER);
    private final Baselines baselines = new Baselines();

    private String command(Session session) {
        return baselines.of(server, session).getOrDefault("command", "");
    }

    @Test
    void areThoseOfTheFirstLook() {
        baselines.note(server, List.of(TILL));
        baselines.note(server, List.of(CHANGED));
        assertThat(command(CHANGED)).isEqualTo("till");
    }

    @Test
    void areTakenWhenTheyAreAskedForWhereNobodyDidBefore() {
        assertThat(command(TILL)).isEqualTo("till");
        assertThat(command(CHANGED)).isEqualTo("till");
    }

    @Test
    void areNotTakenOfOneThatIsDown() {
        baselines.note(server, List.of(TILL.in(SessionState.DOWN)));
        assertThat(command(CHANGED)).isEqualTo("another");
    }

    @Test
    void areForgottenWithTheirSession() {
        baselines.note(server, List.of(TILL));
        baselines.note(server, List.of());
        assertThat(command(CHANGED)).isEqualTo("another");
    }

    @Test
    void areKeptWhenAnotherServerIsListed() {
        baselines.note(server, List.of(TILL));
        var other = new WatchedServer(
                "other",
                Mode.ENFORCE,
                false,
                server.roster(),
                server.prober(),
                EvidenceStore.NONE,
                FlowOnFakes.TIMEOUT);
        baselines.note(other, List.of());
        assertThat(command(CHANGED)).isEqualTo("till");
    }

    @Test
    void areTakenOfEightNewSessionsInASweep() {
        var sessions = IntStream.range(0, 9)
                .mapToObj(at -> with(session("pts/" + at, 100 + at), "command", "first"))
                .toList();
        baselines.note(server, sessions);
        assertThat(sessions.stream().map(session -> command(with(session, "command", "later"))))
                .filteredOn("first"::equals)
                .hasSize(8);
    }
}

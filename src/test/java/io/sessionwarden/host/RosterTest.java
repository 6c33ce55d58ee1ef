package io.sessionwarden.host;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final SessionName BOARD =
            new SessionName(Sessions.SERVER, Sessions.CONNECTOR, "seat", "w", "board", true);

    private final FakeSessionHost host = new FakeSessionHost();
    private final FakeSessionHost other = new FakeSessionHost("other");
    private Roster roster = roster(Selector.ALL);

    private Roster roster(Selector selector) {
        return new Roster(Sessions.SERVER, List.of(host, other), selector, List.of(BOARD));
    }

    private void renamed(Session session, String seat) {
        host.put(with(session, "seat", seat).named(seat, false));
    }

    private static List<String> shown(Roll roll) {
        return roll.sessions().stream()
                .map(session -> session.id() + " " + session.name() + " "
                        + session.state().label())
                .toList();
    }

    @Test
    void onlyWhatCannotPassByItselfIsCertain() {
        for (var fault : Fault.values()) {
            host.failWith(new HostException(fault, "it failed"));
            assertThat(roster.call().faults())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.certain())
                            .isEqualTo(Set.of(Fault.UNREACHABLE, Fault.NOT_PERMITTED)
                                    .contains(fault)));
        }
    }

    @Test
    void theMistakeOfAConnectorIsAFaultOfItsOwn() {
        host.onList(() -> {
            throw new IllegalStateException("a mistake");
        });
        other.put(session("x", 102));
        var roll = roster.call();
        assertThat(shown(roll)).containsExactly("102 x Active");
        assertThat(roll.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary()).contains("a mistake"));
        assertThat(roll.blind()).containsExactly(Sessions.CONNECTOR);
    }

    @Test
    void aStandingSessionKeepsItsNameWhateverItsUserCallsIt() {
        host.put(session("w", 101));
        assertThat(shown(roster.call())).containsExactly("101 board Active");

        renamed(session("w", 101), "mywork");

        assertThat(shown(roster.call())).containsExactly("101 board Active");
        assertThat(shown(roster.call())).containsExactly("101 board Active");
    }

    @Test
    void aStandingSessionStaysWatchedWhateverItsUserCallsIt() {
        roster = roster(new Selector(false, Map.of("seat", Set.of("w"))));
        host.put(session("w", 101));
        roster.call();

        renamed(session("w", 101), "mywork");

        assertThat(shown(roster.call())).containsExactly("101 board Active");
        assertThat(shown(roster.call())).containsExactly("101 board Active");
    }

    @Test
    void theIncarnationThatFollowsAtTheSamePlaceKeepsTheName() {
        var first = with(session("w", 101), "place", "%3");
        host.put(first);
        roster.call();

        host.remove(first);
        renamed(with(session("w", 102), "place", "%3"), "mywork");

        assertThat(shown(roster.call())).containsExactly("102 board Active");
    }

    @Test
    void aStandingNameBelongsToTheSessionThatFitsIt() {
        host.put(session("w", 101));
        roster.call();

        renamed(session("w", 101), "mywork");
        host.put(session("w", 102));

        assertThat(shown(roster.call())).containsExactlyInAnyOrder("101 mywork Active", "102 board Active");
    }

    @Test
    void aFaultBlindsUnlessItHidesNoSession() {
        host.put(session("w", 101));
        roster.call();
        host.remove(session("w", 101));
        host.fault(new ServerFault(Sessions.SERVER, Sessions.CONNECTOR, "its listener", false, Evidence.of("is gone")));
        assertThat(roster.call().blind()).containsExactly(Sessions.CONNECTOR);
        assertThat(roster.call().sessions()).isEmpty();

        host.seesAll();

        assertThat(roster.call().blind()).isEmpty();
        assertThat(roster.call().faults()).hasSize(1);
        assertThat(shown(roster.call())).containsExactly("101 board Down");
    }

    @Test
    void aStandingSessionThatIsNoLongerListedIsDown() {
        var session = session("w", 101);
        host.put(session);
        roster.call();
        host.remove(session);

        var missing = roster.call().sessions().get(0);

        assertThat(missing.identity()).isEqualTo(session.identity());
        assertThat(missing.state()).isEqualTo(SessionState.DOWN);
        assertThat(missing.account()).isEqualTo(session.account());
    }

    @Test
    void aSecondLookStillShowsTheSessionsOfTheWholeServer() {
        var session = session("w", 101);
        host.put(session);
        other.put(session("pts/8", 108)).put(session("pts/9", 109));

        assertThat(roster.call(session).sessions()).hasSize(3);
        assertThat(other.listings()).isEqualTo(1);

        host.remove(session);
        assertThat(shown(roster.call(session)))
                .containsExactly("101 board Down", "108 pts/8 Active", "109 pts/9 Active");
        assertThat(other.listings()).isEqualTo(1);
    }

    @Test
    void aConnectorThatGivesNoAnswerSaysNothingOfTheOthers() {
        other.put(session("pts/8", 108));
        host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));

        assertThat(shown(roster.call())).containsExactly("108 pts/8 Active");
    }
}

package io.sessionwarden.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where one connector finds that the server cannot be reached, the others are not asked. */
class UnreachableServerTest {

    private final FakeSessionHost last = new FakeSessionHost().put(Sessions.session("pts/3", 300));

    /** A connector in front of the others, that answers as told. */
    private static final class First implements SessionHost {
        private final Fault fault;

        First(Fault fault) {
            this.fault = fault;
        }

        @Override
        public String connector() {
            return "first";
        }

        @Override
        public Listing list() throws HostException {
            throw new HostException(fault, "no route");
        }

        @Override
        public Evidence evidence(Session session) {
            return Evidence.of("none");
        }

        @Override
        public SortedMap<String, String> values(Session session) {
            return new TreeMap<>();
        }

        @Override
        public Notice warn(Session session, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Act reset(Session session, SortedMap<String, String> ready) {
            return Act.otherIncarnation("none");
        }

        @Override
        public boolean reopens(Session session, Rung rung) {
            return false;
        }

        @Override
        public void close() {}
    }

    private Roll call(SessionHost... hosts) {
        return new Roster(Sessions.SERVER, List.of(hosts), Selector.ALL, List.of()).call();
    }

    @Test
    void whatCannotBeReachedIsAskedOnceAndNothingIsConcludedOfItsSessions() {
        var roll = call(new First(Fault.UNREACHABLE), last);

        assertThat(roll.sessions()).isEmpty();
        assertThat(roll.blind()).containsExactlyInAnyOrder("first", Sessions.CONNECTOR);
        assertThat(roll.faults())
                .singleElement()
                .satisfies(fault -> assertThat(
                                fault.what() + ": " + fault.evidence().summary())
                        .isEqualTo("the server: no route"));
    }

    @Test
    void aConnectorThatOnlyDoesNotAnswerLeavesTheOthersToBeAsked() {
        var roll = call(new First(Fault.NOT_ANSWERING), last);

        assertThat(roll.sessions()).hasSize(1);
        assertThat(roll.blind()).containsExactly("first");
    }

    @Test
    void thatTheServerCannotBeReachedComesBeforeWhatElseWasMet() {
        last.fault(new ServerFault(Sessions.SERVER, Sessions.CONNECTOR, "x", false, Evidence.of("busy")));

        assertThat(call(last, new First(Fault.UNREACHABLE)).faults().get(0).what())
                .isEqualTo("the server");
    }
}

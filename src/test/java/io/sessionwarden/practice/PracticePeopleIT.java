package io.sessionwarden.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealHost(programs = {"script", "setsid"})
class PracticePeopleIT {

    private final RecordingHost host = new RecordingHost();
    private PracticeSessions sessions;
    private PracticePeople people;

    @BeforeEach
    void open() throws Exception {
        sessions = PracticeSessions.start("practice-people", Seat.usual(Seat.FEWEST), seat -> {});
        people = new PracticePeople(host, sessions);
    }

    @AfterEach
    void close() throws Exception {
        sessions.close();
    }

    @Test
    void letsOnlyThisPracticesSessionsThroughAndSaysWhoSitsThere() throws Exception {
        host.listed.add(marked("practice-people-" + ProcessHandle.current().pid() + "-payroll"));
        host.listed.add(marked("practice-people-1-payroll"));
        host.listed.add(marked(""));

        var listed = people.list().sessions();

        assertThat(listed).hasSize(1);
        var payroll = listed.get(0);
        assertThat(payroll.name()).isEqualTo("payroll");
        assertThat(payroll.standing()).isTrue();
        assertThat(payroll.logonName()).isEqualTo("payroll");
        assertThat(payroll.account()).isEqualTo(new Account("practice", "payroll"));
        assertThat(payroll.identity()).isEqualTo(host.listed.get(0).identity());
    }

    @Test
    void handsResetsOfItsOwnSessionsToTheConnector() throws Exception {
        host.listed.add(marked("practice-people-" + ProcessHandle.current().pid() + "-till-1"));
        var till = people.list().sessions().get(0);

        people.reset(till, Collections.emptySortedMap());

        assertThat(host.reset).containsExactly(till);
    }

    @Test
    void neverResetsASessionOfSomebodyElse() {
        assertThatThrownBy(() -> people.reset(marked("elsewhere"), Collections.emptySortedMap()))
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.fault()).isEqualTo(HostException.Fault.NOT_PERMITTED));
        assertThat(host.reset).isEmpty();
    }

    private static Session marked(String mark) {
        return new Session(
                SessionIdentity.of("local", "terminal", Map.of("mark", mark, "sid", "7")),
                "7",
                "pts/7",
                SessionKind.USER,
                SessionState.ACTIVE,
                false,
                "root",
                Account.ofUid("local", 0),
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of("mark", mark)));
    }

    private static final class RecordingHost implements SessionHost {

        private final List<Session> listed = new ArrayList<>();
        private final List<Session> reset = new ArrayList<>();

        @Override
        public String connector() {
            return "terminal";
        }

        @Override
        public Listing list() {
            return new Listing(listed, List.of());
        }

        @Override
        public Evidence evidence(Session session) {
            return Evidence.of("seen");
        }

        @Override
        public Notice warn(Session session, String text) {
            return Notice.told("there");
        }

        @Override
        public SortedMap<String, String> values(Session session) {
            return Collections.emptySortedMap();
        }

        @Override
        public Act reset(Session session, SortedMap<String, String> ready) {
            reset.add(session);
            return new Act(Act.Result.DONE, List.of("reset"), List.of());
        }

        @Override
        public boolean reopens(Session session, Rung rung) {
            return false;
        }

        @Override
        public void close() {}
    }
}

package io.sessionwarden.connector.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * What every connector must keep of {@link SessionHost} and {@link io.sessionwarden.probe.Probe}, on a real host of its own. What
 * is particular to one technology stands in its own tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectorContract {

    private static final Duration IMPATIENCE = Duration.ofSeconds(2);

    /** A list takes three commands at most, and an act waits besides for what it ends. */
    private static final Duration LONGEST_LIST = IMPATIENCE.multipliedBy(4);

    private static final Duration LONGEST_ACT = Duration.ofSeconds(40);

    RealSessions real;
    Incarnations incarnations;
    SessionHost host;

    /** Starts the host. */
    abstract RealSessions start() throws Exception;

    @BeforeAll
    final void startHost() throws Exception {
        real = start();
        incarnations = new Incarnations(real);
    }

    @AfterAll
    final void stopHost() throws Exception {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach
    final void openConnector() {
        host = incarnations.host();
    }

    @AfterEach
    final void clear() throws Exception {
        host.close();
        real.clear();
    }

    /** Whether the host can show that; where it cannot, its reason goes into the report. */
    private boolean shows(Clause clause, TestReporter report) {
        var reason = real.notShown().get(clause);
        if (reason != null) {
            report.publishEntry(clause + " is not shown by " + getClass().getSimpleName(), reason);
        }
        return reason == null;
    }

    // What is listed

    @Test
    void listsASessionThatStandsAndNoneThatHasEnded() throws Exception {
        var session = incarnations.opened(host);
        var listing = host.list();

        assertThat(listing.whole()).isTrue();
        assertThat(listing.faults()).isEmpty();
        assertThat(listing.sessions()).extracting(Session::identity).doesNotHaveDuplicates();
        assertThat(session.server()).isEqualTo("here");
        assertThat(session.connector()).isEqualTo(real.connector());
        assertThat(session.kind()).isEqualTo(SessionKind.USER);
        assertThat(session.logonName()).isNotBlank();
        assertThat(session.account()).isNotNull();
        assertThat(session.id()).matches("[0-9a-z]+");
        assertThat(session.name()).isNotBlank();
        assertThat(incarnations.own(host)).extracting(Session::identity).containsExactly(session.identity());
        assertThat(host.evidence(session).summary()).isNotBlank();
        assertThat(host.values(session)).isEqualTo(host.values(session));

        real.end(session);

        Await.until("it has gone", () -> Incarnations.find(host, session).isEmpty());
    }

    @Test
    void isAskedBySeveralThreadsAtOnce() throws Exception {
        var session = incarnations.opened(host);
        var threads = Executors.newFixedThreadPool(4);
        try {
            var look = (Callable<List<Session>>) () -> incarnations.own(host);
            for (var seen : threads.invokeAll(List.of(look, look, look, look, look, look))) {
                assertThat(seen.get()).extracting(Session::identity).containsExactly(session.identity());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    // Which incarnation it is

    @Test
    void theNextIncarnationIsAnotherOneAndIsLeftAlone(TestReporter report) throws Exception {
        var old = incarnations.opened(host);
        var ready = host.values(old);

        real.replace(old);
        var next = incarnations.standing(host);

        if (shows(Clause.SAME_NAME, report)) {
            assertThat(next.name()).isEqualTo(old.name());
        }
        Incarnations.requireLeftAlone(host, old, ready, next);
    }

    @Test
    void whateverHasItsIdIsNotTheSession(TestReporter report) throws Exception {
        if (shows(Clause.SAME_ID, report)) {
            real.reuseAnId();
        }
    }

    // What is done

    @Test
    void resetsTheSession() throws Exception {
        var session = incarnations.opened(host);
        boolean reopens = host.reopens(session, Rung.RESET);

        var act = host.perform(Rung.RESET, session, host.values(session));

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).isNotEmpty();
        Await.until("it has gone", () -> Incarnations.find(host, session).isEmpty());
        if (reopens) {
            var next = incarnations.standing(host);
            assertThat(next.name()).isEqualTo(session.name());
        } else {
            assertThat(incarnations.own(host)).isEmpty();
        }
    }

    @Test
    void takesNoRungThatItDoesNotOffer() throws Exception {
        var session = incarnations.opened(host);
        var offered = host.rungs(session);

        assertThat(offered).contains(Rung.RESET).doesNotContain(Rung.WARN, Rung.HUMAN);
        for (var rung : Rung.values()) {
            if (!offered.contains(rung)) {
                assertThatIllegalArgumentException()
                        .as("%s", rung)
                        .isThrownBy(() -> host.perform(rung, session, new TreeMap<>()));
            }
        }
        assertThat(Incarnations.find(host, session)).isPresent();
    }

    // What goes wrong

    @Test
    void aHostThatHangsCostsItsTimeOutAndNothingIsConcludedOrDone(TestReporter report) throws Exception {
        if (!shows(Clause.HANG, report)) {
            return;
        }
        var session = incarnations.opened(host);
        var ready = host.values(session);
        try (var silence = real.hang();
                var impatient = incarnations.host(silence.runner(), IMPATIENCE)) {
            var began = System.nanoTime();
            assertBlind(impatient);
            assertThat(since(began)).isLessThan(LONGEST_LIST);

            began = System.nanoTime();
            var gentlest = host.rungs(session).iterator().next();
            assertThatThrownBy(() -> impatient.perform(gentlest, session, ready))
                    .isInstanceOf(HostException.class);
            assertThat(since(began)).isLessThan(LONGEST_ACT);
        }
        assertThat(Incarnations.find(host, session)).map(Session::state).contains(session.state());
    }

    /** It fails, or says that sessions may be missing. */
    private static void assertBlind(SessionHost host) {
        try {
            assertThat(host.list().whole()).isFalse();
        } catch (HostException e) {
            assertThat(e.fault()).isIn(Fault.NOT_ANSWERING, Fault.UNREACHABLE);
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Test
    void whoMayNotResetASessionIsToldSoAndNothingIsDone() throws Exception {
        var session = incarnations.opened(host);
        var ready = host.values(session);
        var rungs = host.rungs(session);
        try (var stranger = incarnations.host(real.stranger(), Incarnations.TIMEOUT)) {
            for (var rung : rungs) {
                if (rung.closes()) {
                    assertThatThrownBy(() -> stranger.perform(rung, session, ready))
                            .as("%s", rung)
                            .isInstanceOfSatisfying(
                                    HostException.class,
                                    e -> assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED))
                            .hasMessageMatching("(?s).{10,}");
                }
            }
            assertSeenOrSaidToBeMissing(stranger, session);
        }
        assertThat(Incarnations.find(host, session)).map(Session::state).contains(session.state());
    }

    private static void assertSeenOrSaidToBeMissing(SessionHost host, Session session) {
        try {
            var listing = host.list();
            assertThat(!listing.whole() || identities(listing).contains(session.identity()))
                    .isTrue();
        } catch (HostException e) {
            assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED);
        }
    }

    @Test
    void noSessionIsInventedLostOrMisreadWhereAnAnswerIsDamaged(TestReporter report) throws Exception {
        if (!shows(Clause.GARBAGE, report)) {
            return;
        }
        incarnations.opened(host);
        var recording = new Recording(real.runner());
        var honest = list(recording).orElseThrow();
        assertThat(list(recording.again()).orElseThrow()).isEqualTo(honest);
        for (var command : recording.commands()) {
            Damage.all()
                    .forEach((what, damage) -> list(recording.damaged(command, damage))
                            .ifPresent(listing -> assertNothingMadeUp(what, listing, honest)));
        }
    }

    private static void assertNothingMadeUp(String what, Listing damaged, Listing honest) {
        var known = honest.sessions().stream().collect(Collectors.toMap(Session::identity, Session::id));
        assertThat(identities(damaged)).as(what).doesNotHaveDuplicates();
        assertThat(damaged.sessions())
                .as(what)
                // Nothing is ever done on Unknown.
                .filteredOn(session -> session.state() != SessionState.UNKNOWN)
                .allSatisfy(session -> assertThat(known).containsEntry(session.identity(), session.id()));
        if (damaged.whole()) {
            assertThat(damaged.sessions())
                    .as(what)
                    .extracting(Session::id)
                    .containsExactlyInAnyOrderElementsOf(known.values());
        }
    }

    /** What a connector that has seen nothing yet lists; nothing where it refuses to. */
    private Optional<Listing> list(CommandRunner runner) {
        try (var fresh = incarnations.host(runner, Incarnations.TIMEOUT)) {
            return Optional.of(fresh.list());
        } catch (HostException e) {
            assertThat(e.fault()).as(e.getMessage()).isIn(Fault.GARBLED, Fault.NOT_ANSWERING, Fault.NOT_PERMITTED);
            return Optional.empty();
        }
    }

    @Test
    void neverSaysThatSomethingWasDoneWhereTheAnswerMakesNoSense() throws Exception {
        var session = incarnations.opened(host);
        var ready = host.values(session);
        for (var foreign : Damage.FOREIGN) {
            var nonsense = new ScriptedRunner().answer(foreign);
            try (var fooled = incarnations.host(nonsense, Incarnations.TIMEOUT)) {
                for (var rung : host.rungs(session)) {
                    assertNotDone(() -> fooled.perform(rung, session, ready).result() == Act.Result.DONE);
                }
                assertNotDone(() -> fooled.warn(session, "is anybody there?").told());
            }
        }
        assertThat(Incarnations.find(host, session)).isPresent();
    }

    private static void assertNotDone(Callable<Boolean> done) throws Exception {
        try {
            assertThat(done.call()).isFalse();
        } catch (HostException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static List<SessionIdentity> identities(Listing listing) {
        return listing.sessions().stream().map(Session::identity).toList();
    }

    // What its probes find

    @Test
    void itsProbesFindAHealthySessionHealthy() throws Exception {
        var session = incarnations.opened(host);
        var prober = prober();

        Await.until("all probes can tell", () -> {
            var examined = prober.examine(Incarnations.find(host, session).orElseThrow(), Instant.now());
            assertThat(examined.sick()).isEmpty();
            return examined.healthy();
        });
    }

    @Test
    void whatIsFoundSickIsReset() throws Exception {
        var session = incarnations.opened(host);
        var ready = host.values(session);
        var prober = prober();
        prober.examine(session, Instant.now());

        var symptom = real.harm(session);

        Await.until(
                "it is found",
                () -> prober.examine(Incarnations.find(host, session).orElseThrow(), Instant.now()).sick().stream()
                        .map(Finding.Sick::symptom)
                        .toList()
                        .equals(List.of(symptom)));
        var act = host.perform(Rung.RESET, Incarnations.find(host, session).orElseThrow(), ready);
        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        Await.until("it has gone", () -> Incarnations.find(host, session).isEmpty());
    }

    /** A probe sees nothing but what was listed, and that may lack anything. */
    @Test
    void itsProbesNeverFailAndTakeNothingUnknownForSick() throws Exception {
        var session = incarnations.opened(host);
        var blank = session.seen(Map.of());
        for (var probe : incarnations.connector().probes()) {
            assertThat(probe.spacing(session)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            assertThat(probe.examine(session, null)).isNotInstanceOf(Finding.Sick.class);
            assertThat(probe.examine(blank, session)).isNotInstanceOf(Finding.Sick.class);
            assertThat(probe.examine(session, blank)).isNotInstanceOf(Finding.Sick.class);
            for (var vital : session.vitals().keySet()) {
                for (var foreign : Damage.FOREIGN) {
                    var vitals = new TreeMap<>(session.vitals());
                    vitals.put(vital, foreign);
                    var strange = session.seen(vitals);
                    assertThat(probe.examine(strange, strange).probe()).isEqualTo(probe.name());
                }
            }
        }
        assertThat(incarnations.connector().probes())
                .extracting(Probe::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    private Prober prober() {
        return new Prober(Map.of(real.connector(), incarnations.connector().probes()));
    }

    // How it is configured

    @Test
    void refusesSettingsThatMakeNoSenseByTheirNames() {
        var settings = incarnations.connector().settings().keySet();
        assertThat(real.settings().keySet()).isSubsetOf(settings);
        for (var setting :
                Stream.concat(settings.stream(), Stream.of("no-such-setting")).toList()) {
            var given = new TreeMap<>(real.settings());
            given.put(setting, List.of("?", "?"));
            assertThatIllegalArgumentException()
                    .as(setting)
                    .isThrownBy(() -> incarnations.connector().open(target(given)))
                    .withMessageContaining("'" + setting + "'");
        }
    }

    /** A warden starts also where no server can be reached. */
    @Test
    void reachesForNothingWhenItIsOpened() {
        incarnations.connector().open(target(real.settings())).close();
    }

    private static Target target(Map<String, List<String>> settings) {
        return new Target("here", new ScriptedRunner(), IMPATIENCE, settings, Clock.systemUTC());
    }
}

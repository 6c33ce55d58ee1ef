package io.sessionwarden.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.Roster;
import io.sessionwarden.probe.OutputBlocked;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What verification waits for. Each wait of these tests lets one thing happen and then ends. */
class ResetterTest {

    private final Session old = Sessions.standing("till", 7);
    private final FakeSessionHost host = new FakeSessionHost();
    private final Roster roster = new Roster(Sessions.SERVER, List.of(host), Selector.ALL, List.of());

    private static Session opened(String command) {
        return Sessions.with(Sessions.standing("till", 8), "command", command);
    }

    private static Supplier<Patience> once(Runnable meanwhile) {
        return () -> new Patience() {
            private boolean waited;

            @Override
            public boolean again() {
                boolean first = !waited;
                waited = true;
                if (first) {
                    meanwhile.run();
                }
                return first;
            }
        };
    }

    private static Patience none() {
        return () -> false;
    }

    private Outcome verify(Supplier<Patience> opening, Supplier<Patience> settling) {
        return new Resetter(Clock.systemUTC(), Clock.systemUTC(), time -> opening.get(), settling)
                .verify(
                        old,
                        Rung.RESET,
                        roster,
                        new Prober(Map.of()),
                        new TreeMap<>(Map.of("command", "till-program")),
                        Duration.ofSeconds(1));
    }

    @Test
    void waitsForTheSessionToReopen() {
        var outcome = verify(once(() -> host.put(opened("till-program"))), ResetterTest::none);
        assertThat(outcome.healed()).isTrue();
        assertThat(outcome.asAtFirst()).isTrue();
    }

    @Test
    void aSessionThatStoodAtTheSeatBesideTheOldOneIsNotItsSuccessor() {
        host.put(old);
        host.put(opened("till-program"));
        roster.call();
        host.remove(old);
        var outcome = verify(ResetterTest::none, ResetterTest::none);
        assertThat(outcome.healed()).isFalse();
        assertThat(outcome.told()).contains("not reopened in time");
        host.put(Sessions.with(Sessions.standing("till", 9), "command", "till-program"));
        assertThat(verify(ResetterTest::none, ResetterTest::none).healed()).isTrue();
    }

    @Test
    void waitsForTheProgramOfTheReopenedSessionToBeStarted() {
        host.put(opened("sh -c exec till-program"));
        var outcome = verify(ResetterTest::none, once(() -> host.put(opened("till-program"))));
        assertThat(outcome.told()).contains("reinitialised: command as at first");
    }

    @Test
    void tellsWhatStaysDifferent() {
        host.put(opened("another-program"));
        var outcome = verify(ResetterTest::none, once(() -> {}));
        assertThat(outcome.healed()).isTrue();
        assertThat(outcome.told())
                .contains("reinitialised, with differences: command was till-program, is another-program");
    }

    @Test
    void goesOnWaitingForASessionThatClosesAgainWhileItSettles() {
        var first = opened("sh -c exec till-program");
        host.put(first);
        var outcome = verify(once(() -> host.put(opened("till-program"))), once(() -> host.remove(first)));
        assertThat(outcome.healed()).isTrue();
        assertThat(outcome.asAtFirst()).isTrue();
    }

    @Test
    void waitsForAsLongAsTheHostIsKnownToNeed() {
        var asked = new ArrayList<Duration>();
        var slow = new Resetter(
                Clock.systemUTC(),
                Clock.systemUTC(),
                time -> {
                    asked.add(time);
                    return none();
                },
                ResetterTest::none);
        host.put(old).needs(Duration.ofSeconds(200));
        for (var time : List.of(Duration.ofSeconds(15), Duration.ofSeconds(500))) {
            slow.verify(old, Rung.RESET, roster, new Prober(Map.of()), new TreeMap<>(), time);
        }
        assertThat(asked).containsExactly(Duration.ofSeconds(200), Duration.ofSeconds(500));
    }

    @Test
    void oneThatItsHostCallsDownHasNotClosed() {
        host.put(old.in(SessionState.DOWN));
        assertThat(verify(ResetterTest::none, ResetterTest::none).closed()).isFalse();
    }

    private Relief verifyStanding(Prober prober, Supplier<Patience> settling) {
        return new Resetter(Clock.systemUTC(), Clock.systemUTC(), time -> none(), settling)
                .verifyStanding(
                        old,
                        roster,
                        prober,
                        session -> prober.examine(session, Clock.systemUTC().instant()),
                        Duration.ofSeconds(5));
    }

    @Test
    void whatHasJustBeenWokenIsGivenTimeBeforeItIsLookedAt() {
        var blocked = new Prober(Map.of(Sessions.CONNECTOR, List.of(new OutputBlocked())));
        host.put(Sessions.with(old, "writer", ""));
        var relief = verifyStanding(blocked, once(() -> host.put(Sessions.with(old, "writer", "7/1/write/12"))));
        assertThat(relief).isEqualTo(new Relief(Relief.Seen.SICK, "whether it goes on cannot be told"));
    }

    @Test
    void whatWasSeenBeforeItSettledShowsNoHealth() {
        var blocked = new Prober(Map.of(Sessions.CONNECTOR, List.of(new OutputBlocked())));
        blocked.examine(old, Clock.systemUTC().instant().minusSeconds(60));
        host.put(Sessions.with(old, "writer", "7/1/write/12"));
        assertThat(verifyStanding(blocked, ResetterTest::none).seen()).isEqualTo(Relief.Seen.SICK);
    }

    @Test
    void oneThatGoesOnIsRelievedAndOneThatEndsMeanwhileHasGone() {
        host.put(old);
        var prober = new Prober(Map.of(Sessions.CONNECTOR, List.of(new OutputBlocked())));
        assertThat(verifyStanding(prober, ResetterTest::none).seen()).isEqualTo(Relief.Seen.RELIEVED);
        assertThat(verifyStanding(prober, once(() -> host.remove(old))).seen()).isEqualTo(Relief.Seen.GONE);
    }
}

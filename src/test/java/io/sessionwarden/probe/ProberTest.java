package io.sessionwarden.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Sessions;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProberTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> compared = new ArrayList<>();
    private final Prober prober = new Prober(
            Map.of(Sessions.CONNECTOR, List.of(comparing(Duration.ofMillis(300)), comparing(Duration.ofSeconds(3)))));

    /** Notes how long before the present look the one lies that it is given. */
    private Probe comparing(Duration spacing) {
        return new Probe() {
            @Override
            public String name() {
                return "comparing";
            }

            @Override
            public Duration spacing(Session session) {
                return spacing;
            }

            @Override
            public Finding examine(Session now, @Nullable Session before) {
                compared.add(
                        before == null
                                ? "none"
                                : Long.toString(Long.parseLong(now.vital("at")) - Long.parseLong(before.vital("at"))));
                return new Finding.Healthy(name());
            }
        };
    }

    private List<String> lookAt(int millis) {
        compared.clear();
        var session = Sessions.with(Sessions.standing("till", 7), "at", Integer.toString(millis));
        prober.examine(List.of(session), START.plusMillis(millis));
        return List.copyOf(compared);
    }

    @Test
    void eachProbeComparesLooksThatLieFarEnoughApartForIt() {
        assertThat(lookAt(0)).containsExactly("none", "none");
        assertThat(lookAt(100)).containsExactly("none", "none");
        assertThat(lookAt(500)).containsExactly("500", "none");
        assertThat(lookAt(2900)).containsExactly("2400", "none");
        assertThat(lookAt(3000)).containsExactly("2500", "3000");
    }

    @Test
    void aLookIsNotComparedWithOneThatIsMuchOlderThanNeeded() {
        for (int millis = 0; millis < 20_000; millis += 500) {
            lookAt(millis);
        }
        var ages = lookAt(20_000);
        assertThat(ages.get(0)).isEqualTo("500");
        assertThat(Integer.parseInt(ages.get(1))).isBetween(3000, 4500);
    }

    @Test
    void anIncarnationThatWentAwayIsForgotten() {
        lookAt(0);
        prober.examine(List.of(), START.plusMillis(1000));
        assertThat(lookAt(5000)).containsExactly("none", "none");
    }

    @Test
    void whatWasSeenBeforeAnActIsNotComparedWithWhatIsSeenAfterIt() {
        lookAt(0);
        prober.forget(Sessions.standing("till", 7).identity());
        assertThat(lookAt(5000)).containsExactly("none", "none");
        assertThat(lookAt(8000)).containsExactly("3000", "3000");
        assertThat(prober.spacing(Sessions.standing("till", 7))).isEqualTo(Duration.ofSeconds(3));
        assertThat(new Prober(Map.of()).spacing(Sessions.standing("till", 7))).isZero();
    }
}

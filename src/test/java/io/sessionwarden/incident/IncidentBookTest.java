package io.sessionwarden.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Sessions;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentBookTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final IncidentBook book = new IncidentBook(() -> "i-1", seat -> 0);

    @Test
    void aSweepDoesNotCloseWhatSomebodyAsksForThoughTheSessionIsHealthy() {
        var session = Sessions.session("pts/1", 100);
        var asked = book.askedFor(session, "anna", NOW);
        assertThat(book.adopt(asked)).isTrue();

        var changes = book.observe(new Sighting(
                Sessions.SERVER,
                List.of(new Examined(session, List.of(new Finding.Healthy("stopped")))),
                List.of(),
                Set.of(),
                NOW.plusSeconds(1)));

        assertThat(changes.unwritten()).isEmpty();
        assertThat(changes.lasting()).isEmpty();
        assertThat(book.of(session)).contains(asked);
    }

    private void seesSick(Symptom symptom, Instant at) {
        var sick = new Finding.Sick("probe", symptom, Evidence.of("seen"));
        var examined = new Examined(Sessions.session("pts/1", 100), List.of(sick));
        book.observe(new Sighting(Sessions.SERVER, List.of(examined), List.of(), Set.of(), at));
    }

    @Test
    void aWarningBecauseOfOneSymptomIsNoneBecauseOfTheNext() {
        seesSick(Symptom.STOPPED, NOW);
        book.warned("i-1", NOW.plusSeconds(1));
        seesSick(Symptom.STOPPED, NOW.plusSeconds(2));
        assertThat(book.find("i-1").orElseThrow().warned()).isEqualTo(NOW.plusSeconds(1));
        seesSick(Symptom.IDLE_LIMIT, NOW.plusSeconds(3));
        assertThat(book.find("i-1").orElseThrow().warned()).isNull();
    }
}

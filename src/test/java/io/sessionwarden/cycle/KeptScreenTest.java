package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.evidence.EvidenceFolder;
import io.sessionwarden.evidence.Masks;
import io.sessionwarden.policy.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a screen showed lies outside the trail, which has its hash; and where it cannot be kept, the reset goes on. */
class KeptScreenTest {

    @TempDir
    private Path data;

    private AuditEvent evidenceAfterAReset(EvidenceStore screens) {
        var on = new FlowOnFakes(Mode.ENFORCE, ledger -> ledger, screens);
        on.host.shows("$ make\n");
        on.host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        on.sweep();
        on.runQueued();
        assertThat(on.recorded()).contains("CYCLE_STEP HEALED");
        return on.trail.records().stream()
                .map(record -> record.event())
                .filter(event -> event.outcome().equals("EVIDENCE_KEPT"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTrailHasItsHashAndNotWhatItShowed() throws Exception {
        var store = new EvidenceFolder(data, Masks.NONE, Clock.systemUTC());
        var event = evidenceAfterAReset(store);
        var content = store.read(event.detail("screen")).orElseThrow();
        assertThat(content.text()).isEqualTo("$ make\n");
        assertThat(event.detail("screenSha256")).isEqualTo(content.sha256()).hasSize(64);
        assertThat(event.detail("screenBytes")).isEqualTo("7");
        assertThat(event.detail("screenMasked")).isEqualTo("0");
        assertThat(event.detail("evidence")).isEqualTo("a fake");
        assertThat(event.details().values()).noneMatch(value -> value.contains("make"));
    }

    @Test
    void nothingIsKeptWhereThatIsNotSwitchedOn() {
        assertThat(evidenceAfterAReset(EvidenceStore.NONE).details().keySet())
                .noneMatch(name -> name.startsWith("screen"));
    }

    @Test
    void whereItCannotBeKeptThatIsSaidAndTheResetGoesOn() throws Exception {
        var file = Files.writeString(data.resolve("full"), "");
        var event = evidenceAfterAReset(new EvidenceFolder(file, Masks.NONE, Clock.systemUTC()));
        assertThat(event.detail("screenNotKept")).isNotEmpty();
        assertThat(event.detail("screen")).isEmpty();
        assertThat(List.of(event.detail("evidence"))).containsExactly("a fake");
    }
}

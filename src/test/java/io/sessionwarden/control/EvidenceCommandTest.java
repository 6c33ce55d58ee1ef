package io.sessionwarden.control;

import static io.sessionwarden.control.WardenOnFakes.alice;
import static io.sessionwarden.control.WardenOnFakes.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.EvidenceStore.Kept;
import io.sessionwarden.evidence.EvidenceFolder;
import io.sessionwarden.evidence.Masks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {

    @TempDir
    private Path folder;

    private EvidenceFolder store;
    private WardenOnFakes warden;
    private Kept kept;

    @BeforeEach
    void keepOne() throws Exception {
        store = new EvidenceFolder(folder, Masks.NONE, Clock.systemUTC());
        warden = new WardenOnFakes(store);
        kept = keep("$ make\n\u001b[2Jerror\n");
    }

    private Kept keep(String text) throws Exception {
        var one = store.keep("i-1", text);
        warden.trail.append(new AuditEvent(
                EventType.CYCLE_STEP,
                "cycle",
                "watchdog",
                "local",
                "local/fake/1",
                "i-1",
                "EVIDENCE_KEPT",
                "r1",
                new TreeMap<>(Map.of(
                        "sessionName",
                        "pts/1",
                        "screen",
                        one.id(),
                        "screenSha256",
                        one.sha256(),
                        "screenMasked",
                        "0"))));
        return one;
    }

    private List<String> readings() {
        return warden.trail.records().stream()
                .map(record -> record.event())
                .filter(event -> event.type() == EventType.EVIDENCE_READ)
                .map(event -> event.outcome() + " " + event.detail("screen") + " by " + event.who())
                .toList();
    }

    @Test
    void showsItCleanedAndRecordsWhoReadIt() {
        var answer = warden.ask(root(), "evidence", "id", kept.id());
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out()).startsWith("i-1.1: pts/1 on local showed at ").endsWith("\n\n$ make\n?[2Jerror\n");
        assertThat(readings()).containsExactly("read i-1.1 by " + root().who());
    }

    @Test
    void isForAdministratorsOnly() {
        var answer = warden.ask(alice(), "evidence", "id", kept.id());
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).isEmpty();
        assertThat(readings()).isEmpty();
        assertThat(warden.trail.records())
                .last()
                .satisfies(record -> assertThat(record.event().type()).isEqualTo(EventType.COMMAND_REFUSED));
    }

    @Test
    void neverShowsWhatWasAlteredAndSaysSo() throws Exception {
        Files.writeString(folder.resolve(kept.id()), "$ rm -rf /\n");
        var answer = warden.ask(root(), "evidence", "id", kept.id());
        assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .startsWith("i-1.1 was altered: its SHA-256 is ")
                .contains(kept.sha256());
        assertThat(readings()).containsExactly("altered i-1.1 by " + root().who());
    }

    @Test
    void saysWhatThereIsWhereTheIdIsUnknown() throws Exception {
        keep("later");
        assertThat(warden.ask(root(), "evidence", "id", "i-1").err()).contains("there is: i-1.1, i-1.2");
        assertThat(warden.ask(root(), "evidence", "id", "i-9.1").err()).contains("warden explain i-9");
        assertThat(warden.ask(root(), "evidence", "id", "../../etc/passwd").exit())
                .isEqualTo(ExitCode.NO_SUCH);
        assertThat(readings()).isEmpty();
    }

    @Test
    void saysThatItIsNoLongerKept() throws Exception {
        store.delete(kept.id());
        var answer = warden.ask(root(), "evidence", "id", kept.id());
        assertThat(answer.exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(answer.err()).startsWith("i-1.1 is no longer kept");
        assertThat(readings()).containsExactly("gone i-1.1 by " + root().who());
    }

    @Test
    void showsNothingWhoseReadingCannotBeRecorded() {
        warden.trail.breakWith(new IllegalStateException("disk full"));
        var answer = warden.ask(root(), "evidence", "id", kept.id());
        assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.out()).isEmpty();
    }
}

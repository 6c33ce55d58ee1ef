package io.sessionwarden.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.cycle.EvidenceStore.Content;
import io.sessionwarden.evidence.Masks.Mask;
import io.sessionwarden.fake.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock();
    private Path folder;
    private EvidenceFolder store;

    @BeforeEach
    void open() {
        folder = data.resolve("evidence");
        store = new EvidenceFolder(folder, new Masks(List.of(Mask.of("sesame", "****", 2))), clock);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void whatIsKeptIsReadAgainMaskedAndForNobodyElse() throws Exception {
        var kept = store.keep("i-7", "password sesame\n");
        var file = folder.resolve("i-7.1");
        assertThat(Files.readString(file)).isEqualTo("password ****\n");
        assertThat(kept.id()).isEqualTo("i-7.1");
        assertThat(kept.bytes()).isEqualTo(14);
        assertThat(kept.masked()).isEqualTo(1);
        assertThat(kept.sha256()).isEqualTo(sha256(file));
        assertThat(store.read("i-7.1")).contains(new Content("password ****\n", kept.sha256()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void eachRungOfOneIncidentHasItsOwn() throws Exception {
        assertThat(store.keep("i-7", "one").id()).isEqualTo("i-7.1");
        assertThat(store.keep("i-7", "two").id()).isEqualTo("i-7.2");
        assertThat(store.read("i-7.1")).map(Content::text).contains("one");
    }

    @Test
    void isBoundedAndNeverCutInTheMiddleOfACharacter() throws Exception {
        var kept = store.keep("i-7", "x" + "\u20ac".repeat(64 * 1024));
        assertThat(kept.bytes()).isEqualTo(1 + (EvidenceFolder.MOST_BYTES - 1) / 3 * 3);
        assertThat(store.read("i-7.1").orElseThrow().text()).endsWith("\u20ac");
    }

    @Test
    void whatWasAlteredHasAnotherHash() throws Exception {
        var kept = store.keep("i-7", "as it was");
        Files.writeString(folder.resolve("i-7.1"), "as it never was");
        assertThat(store.read("i-7.1").orElseThrow().sha256()).isNotEqualTo(kept.sha256());
    }

    @Test
    void nothingOutsideTheFolderIsEverRead() throws Exception {
        store.keep("i-7", "x");
        Files.writeString(data.resolve("x.1"), "secret");
        Files.createSymbolicLink(folder.resolve("i-8.1"), data.resolve("x.1"));
        for (var id : List.of("../x.1", "i-8.1", "i-9.1", "", ".", "i-7", "/etc/passwd.1")) {
            assertThat(store.read(id)).as(id).isEmpty();
        }
        assertThatThrownBy(() -> store.keep("../x", "x")).isInstanceOf(IOException.class);
    }

    @Test
    void whatCannotBeWrittenOrMaskedIsSaidAndLeavesNothing() throws Exception {
        Files.writeString(data.resolve("full"), "");
        var full = new EvidenceFolder(data.resolve("full"), Masks.NONE, clock);
        assertThatThrownBy(() -> full.keep("i-7", "x")).isInstanceOf(IOException.class);
        var costly = new EvidenceFolder(folder, new Masks(List.of(Mask.of("(a+)+\\1c", "", 3))), clock);
        assertThatThrownBy(() -> costly.keep("i-7", "a".repeat(60)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("row 3");
        assertThat(folder).doesNotExist();
    }

    @Test
    void knowsWhatIsOldAndDeletesIt() throws Exception {
        assertThat(store.olderThan(clock.instant())).isEmpty();
        store.keep("i-7", "x");
        clock.advance(Duration.ofDays(2));
        store.keep("i-8", "x");
        Files.writeString(folder.resolve("something else"), "");
        assertThat(store.olderThan(clock.instant().minus(Duration.ofDays(1)))).containsExactly("i-7.1");
        store.delete("i-7.1");
        store.delete("i-7.1");
        assertThat(folder).isDirectoryNotContaining(file -> file.endsWith("i-7.1"));
        assertThat(store.read("i-7.1").map(Content::text).map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(store.read("i-8.1")).isPresent();
    }
}

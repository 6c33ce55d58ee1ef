package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final String ROOT = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";

    private final SigningKey key = SigningKey.generate("session-warden/ts1");
    private final Checkpoint checkpoint = Checkpoint.sign(key, 4711, ROOT, AT);

    @Test
    void readsAsDocumented() {
        assertThat(checkpoint.note().lines())
                .startsWith(
                        "session-warden/ts1",
                        "4711",
                        "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
                        "time 2026-03-01T08:00:00.000000Z",
                        "")
                .hasSize(6);
        assertThat(checkpoint.note()).contains("\n\u2014 session-warden/ts1 ");
        assertThat(Checkpoint.parse(checkpoint.note())).isEqualTo(checkpoint);
        assertThat(checkpoint.root()).isEqualTo(ROOT);
        assertThat(checkpoint.size()).isEqualTo(4711);
    }

    @Test
    void isSignedByItsKeyAndByNoOther() {
        assertThat(checkpoint.signedBy(key.verifier())).isTrue();
        assertThat(checkpoint.signedBy(SigningKey.generate("session-warden/ts1").verifier()))
                .isFalse();
        assertThat(Checkpoint.parse(checkpoint.note().replace("4711", "4712")).signedBy(key.verifier()))
                .isFalse();
        assertThat(Checkpoint.parse(checkpoint.note().replace("08:00", "09:00")).signedBy(key.verifier()))
                .isFalse();
    }

    @Test
    void keysComeBackFromTheirText() {
        var again = SigningKey.parse(key.text());

        assertThat(Checkpoint.sign(again, 1, ROOT, AT).signedBy(key.verifier())).isTrue();
        assertThat(VerifierKey.parse(key.verifier().text() + "\n")).isEqualTo(key.verifier());
    }

    /** The example of the documentation of Go's sumdb/note. */
    @Test
    void keysHaveTheIdsThatOtherProgramsGiveThem() {
        var key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

        assertThat(key.id()).isEqualTo("c74f20a3");
        assertThat(key.name()).isEqualTo("PeterNeumann");
    }

    @Test
    void refusesWhatIsNoKey() {
        var other = SigningKey.generate("session-warden/ts1");
        var mixed = key.text().lines().findFirst().orElseThrow() + "\n"
                + other.verifier().text() + "\n";
        for (var text : new String[] {"", "a+b", "a+b+c", "PRIVATE+KEY+x\nx+y+z", mixed}) {
            assertThatThrownBy(() -> SigningKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(
                        () -> VerifierKey.parse("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.generate("with blank")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATimeThatIsNone() {
        var note = checkpoint.note().replace("2026-03-01", "2026-13-41");

        assertThatThrownBy(() -> Checkpoint.parse(note))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its time is 2026-13-41T");
        assertThat(Checkpoint.all(note + "\n" + checkpoint.note())).containsExactly(checkpoint);
    }

    @Test
    void findsEachCheckpointOfAFileAndOfASyslog() {
        var later = Checkpoint.sign(key, 5000, ROOT, AT.plusSeconds(1));

        assertThat(Checkpoint.all(checkpoint.note() + "\nsomething else\n" + later.note() + "\n"))
                .containsExactly(checkpoint, later);
        for (var mark : new String[] {"\ufeff", "#357#273#277"}) {
            assertThat(Checkpoint.all("<85>1 - ts1 - " + mark + later.note().replace("\n", "\\n") + "\n<85>1"))
                    .containsExactly(later);
        }
        assertThat(Checkpoint.all("nothing")).isEmpty();
        assertThatThrownBy(() -> Checkpoint.parse("nothing")).isInstanceOf(IllegalArgumentException.class);
    }
}

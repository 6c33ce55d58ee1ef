package io.sessionwarden.control.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    @Test
    void carriesTextAndExitCode() {
        var reply = new Reply(ExitCode.REFUSED, "out\n\u001b \ud83d\ude00", "\"err\"\n");

        assertThat(Reply.ofLine(reply.toLine())).isEqualTo(reply);
        assertThat(reply.last()).isTrue();
        assertThat(reply.toLine()).doesNotContain("\n");
    }

    @Test
    void saysThatMoreFollows() {
        var more = Reply.more("a piece");

        assertThat(more.last()).isFalse();
        assertThat(Reply.ofLine(more.toLine())).isEqualTo(more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\ud83d", "\u20ac", "\""})
    void keepsWithinItsBytesWhateverTheTextIs(String worst) {
        var line = new Reply(255, worst.repeat(Reply.MOST_CHARACTERS), "").toLine() + "\n";

        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Reply.MOST_BYTES);
    }

    @Test
    void refusesMoreTextThanALineCarries() {
        var half = "x".repeat(Reply.MOST_CHARACTERS / 2);

        assertThatIllegalArgumentException().isThrownBy(() -> new Reply(0, half, half + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply(256, "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply(-2, "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 400 Bad Request",
                "{\"exit\": -1}",
                "{\"exit\": 1.0}",
                "{\"exit\": 01}",
                "{\"exit\": 1e1}",
                "{\"exit\": 4294967296}",
                "{\"exit\": 1000000000}",
                "{\"exit\": 256}",
                "{\"exit\": \"1\"}",
                "{\"exit\": }",
                "{\"exit\": 0, \"exit\": 1}",
                "{\"exit\": 0, \"more\": \"\"}"
            })
    void refusesEverythingElse(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.ofLine(line));
    }
}

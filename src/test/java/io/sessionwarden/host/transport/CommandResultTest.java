package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandResultTest {

    private static List<String> lines(String out) {
        return new CommandResult(0, out, "").lines();
    }

    @Test
    void aLineEndsWithALineFeedAndWithNothingElse() {
        assertThat(lines("name a\rboot x\nend\n")).containsExactly("name a\rboot x", "end");
        assertThat(lines("a\u0085b\u2028c\fd")).containsExactly("a\u0085b\u2028c\fd");
    }

    @Test
    void keepsEmptyLinesAndAddsNone() {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("a\n\nb")).containsExactly("a", "", "b");
    }
}

package io.sessionwarden.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTest {

    private static final String NUMBERS =
            " S 1 4242 4242 34821 4300 4194560 1 2 3 4 70 30 0 0 20 0 1 0 99887 100 200 300";

    @ParameterizedTest
    @ValueSource(strings = {"bash", "tmux: server", "a) R 1 2 3 (b", "((", "))", ""})
    void takesTheNameUpToTheLastParenthesis(String name) {
        var stat = ProcessStat.parse("4242 (" + name + ")" + NUMBERS).orElseThrow();
        assertThat(stat).isEqualTo(new ProcessStat(4242, name, 'S', 1, 4242, 4242, 34821, 4300, 100, 99887));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 (a",
                "1 (a)",
                "1 (a) ",
                "1 (a) S",
                "x (a) S 1 2 3",
                ") (",
                "1 (a) S a b c d e f g h i j k l m n o p q r s t"
            })
    void whatIsNoStatLineIsNothing(String line) {
        assertThat(ProcessStat.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"09", "+9", "-9", "0", "\u0669"})
    void aPidThatTheKernelWouldNotPrintIsNone(String pid) {
        assertThat(ProcessStat.parse(pid + " (bash)" + NUMBERS)).isEmpty();
    }
}

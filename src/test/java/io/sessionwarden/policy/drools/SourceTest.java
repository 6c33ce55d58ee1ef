package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a character stands in a file, in lines and columns as an editor counts them. */
class SourceTest {

    private static final Source SOURCE = new Source("rules/x.drl", "ab\n \tcd\n\nef");

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 1",
        "0, 1, 1",
        "1, 1, 2",
        "2, 1, 3",
        "3, 2, 1",
        "5, 2, 3",
        "7, 2, 5",
        "8, 3, 1",
        "9, 4, 1",
        "11, 4, 3",
        "99, 4, 3"
    })
    void aCharacterIsToldByLineAndColumn(int offset, int line, int column) {
        var problem = SOURCE.problem(offset, "x");
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 1", "4, 1"})
    void aLineIsToldWhereItsFirstWordStands(int line, int column) {
        var problem = SOURCE.problemInLine(line, "x");
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
    }

    @Test
    void aLastLineOfBlanksIsToldAtItsEnd() {
        var problem = new Source("rules/x.drl", "ab\n  ").problemInLine(2, "x");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 1, 1", "2, 0, 3", "2, 2, 5", "4, 1, 10", "1, -1, 0"})
    void aLineAndWhatStandsBeforeItInItGiveACharacter(int line, int before, int offset) {
        assertThat(SOURCE.offset(line, before)).isEqualTo(offset);
    }
}

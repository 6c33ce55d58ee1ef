package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a row gives where its cell is right, and that it tells a problem and gives nothing where it is not. */
class TableRowTest {

    private final List<PolicyProblem> problems = new ArrayList<>();

    private CsvTable.Row row(String cell) {
        var source = new Source("rules/x.csv", "server,what\nlocal," + cell + "\n");
        return CsvTable.read(source, List.of("server", "what"), Set.of(), problems)
                .get(0);
    }

    private void told(String problem) {
        assertThat(problems).singleElement().hasToString("rules/x.csv:2:2: column 'what': " + problem);
        problems.clear();
    }

    @Test
    void aNumberIsWholeAndOfUpToEightDigits() {
        assertThat(row("0").number("what")).isZero();
        assertThat(row("99999999").number("what")).isEqualTo(99_999_999);
        assertThat(problems).isEmpty();
        assertThat(row("100000000").number("what")).isNull();
        told("'100000000' is not a whole number from 0 to 99999999");
        assertThat(row("").number("what")).isNull();
        told("is empty; fill it, or begin the row with # to leave it out");
    }

    @Test
    void anEmptyNumberMayHaveAnotherInItsPlace() {
        assertThat(row("").numberOr("what", 7)).isEqualTo(7);
        assertThat(row("8").numberOr("what", 7)).isEqualTo(8);
        assertThat(problems).isEmpty();
        assertThat(row("x").numberOr("what", 7)).isNull();
        told("'x' is not a whole number from 0 to 99999999");
    }

    @Test
    void aWordIsOneOfAListInAnyCase() {
        var words = List.of("strict", "4.0");
        assertThat(row("Strict").word("what", words)).isEqualTo("strict");
        assertThat(problems).isEmpty();
        assertThat(row("").word("what", words)).isNull();
        told("is empty; fill it, or begin the row with # to leave it out");
        assertThat(row("stric").word("what", words)).isNull();
        told("'stric' is not one of strict, 4.0; did you mean 'strict'?");
    }

    @Test
    void somebodyIsNamedOrTheCellIsWrong() {
        assertThat(row("ann").who("what")).isEqualTo(Who.parse("ann"));
        assertThat(problems).isEmpty();
        assertThat(row("").who("what")).isNull();
        told("is empty; fill it, or begin the row with # to leave it out");
        assertThat(row("uid:x").who("what")).isNull();
        told("'uid:x' names nobody; write a logon name, uid:1001, AUTHORITY:ID or *");
    }
}

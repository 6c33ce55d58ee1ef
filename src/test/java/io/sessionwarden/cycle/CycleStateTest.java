package io.sessionwarden.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.cycle.CycleState.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machine of the cycle: each from and each to. */
class CycleStateTest {

    private static final Path DRAWING = Path.of("docs/reset-cycle.md");

    /** A row for each state, a column for each that may follow; in the order of the states. */
    private static final List<String> MATRIX = List.of(
            // A P W E R V H F S X U
            "ASKED         . x . . . . . . . x .",
            "PERMITTED     . . x x x . . x x x .",
            "WARNED        . x . . . . . . . x .",
            "EVIDENCE_KEPT . . . . x . . . . x .",
            "RESETTING     . . . . . x . . . x x",
            "VERIFYING     . x . . . . x x x . .",
            "HEALED        . . . . . . . . . . .",
            "FAILED        . . . . . . . . . . .",
            "ESCALATED     . . . . . . . . . . .",
            "WITHDRAWN     . . . . . . . . . . .",
            "UNKNOWN       . . . . . . . . . . .");

    static Stream<Arguments> everyFromAndTo() {
        var states = List.of(CycleState.values());
        return MATRIX.stream().flatMap(row -> {
            var cells = List.of(row.split(" +", -1));
            return IntStream.range(0, states.size())
                    .mapToObj(at -> Arguments.of(
                            CycleState.valueOf(cells.get(0)),
                            states.get(at),
                            cells.get(at + 1).equals("x")));
        });
    }

    @ParameterizedTest
    @MethodSource("everyFromAndTo")
    void mayBecome(CycleState from, CycleState to, boolean legal) {
        assertThat(from.mayBecome(to)).isEqualTo(legal);
    }

    @Test
    void theMatrixHasEveryState() {
        assertThat(MATRIX).hasSameSizeAs(CycleState.values());
        assertThat(everyFromAndTo()).hasSize(CycleState.values().length * CycleState.values().length);
    }

    @Test
    void everyStateIsReachedAndEveryOneLeadsToAnEnd() {
        var reached = EnumSet.of(CycleState.ASKED, CycleState.PERMITTED);
        CycleState.TABLE.forEach(transition -> reached.add(transition.to()));
        assertThat(reached).containsExactly(CycleState.values());
        var ending = Arrays.stream(CycleState.values())
                .filter(CycleState::ended)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CycleState.class)));
        for (int i = 0; i < CycleState.values().length; i++) {
            CycleState.TABLE.stream()
                    .filter(transition -> ending.contains(transition.to()))
                    .map(Transition::from)
                    .forEach(ending::add);
        }
        assertThat(ending).containsExactly(CycleState.values());
    }

    /** {@code mvn test -Dtest=CycleStateTest -Dwrite.drawing=true} draws it anew. */
    @Test
    void theDrawingInTheDocumentsIsTheTable() throws Exception {
        var text = Files.readString(DRAWING);
        int from = text.indexOf("```mermaid\n");
        int to = text.indexOf("```\n", from + 1) + 4;
        assertThat(from).isNotNegative();
        var drawn = text.substring(0, from) + drawing() + text.substring(to);
        if (Boolean.getBoolean("write.drawing")) {
            Files.writeString(DRAWING, drawn);
        }
        assertThat(text).isEqualTo(drawn);
    }

    private static String drawing() {
        var lines = CycleState.TABLE.stream()
                .map(transition -> "    " + transition.from() + " --> " + transition.to() + " : "
                        + transition.when().replace(':', ','))
                .collect(Collectors.joining("\n"));
        return "```mermaid\nstateDiagram-v2\n    [*] --> PERMITTED\n    [*] --> ASKED\n" + lines + "\n```\n";
    }
}

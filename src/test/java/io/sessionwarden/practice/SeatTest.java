package io.sessionwarden.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeatTest {

    @Test
    void everyFaultHasASeatToShowItOn() {
        assertThat(Arrays.stream(Fault.values()))
                .allMatch(fault -> Seat.usual(Seat.FEWEST).stream()
                        .anyMatch(seat -> seat.program().suits(fault)));
    }

    @Test
    void everySeatHasItsOwnNameAndPerson() {
        var seats = Seat.usual(Seat.MOST);
        assertThat(seats.stream().map(Seat::name).collect(Collectors.toSet())).hasSize(Seat.MOST);
        assertThat(seats.stream().map(Seat::account).collect(Collectors.toSet()))
                .hasSize(Seat.MOST);
    }

    @Test
    void onlyTheProtectedPersonIsBrokenAsProtected() {
        assertThat(Seat.usual(Seat.MOST))
                .allMatch(seat -> seat.program().suits(Fault.PROTECTED)
                        == seat.logonName().equals(Seat.PROTECTED_LOGON));
    }

    @Test
    void boundsTheirNumber() {
        assertThatThrownBy(() -> Seat.usual(Seat.FEWEST - 1)).hasMessageContaining("6 to 32");
        assertThatThrownBy(() -> Seat.usual(Seat.MOST + 1)).hasMessageContaining("6 to 32");
    }

    @Test
    void findsAFaultByItsWordInAnySpelling() {
        assertThat(Fault.named("leader-killed")).contains(Fault.LEADER_KILLED);
        assertThat(Fault.named("HUP_IMMUNE")).contains(Fault.HUP_IMMUNE);
        assertThat(Fault.named("melted")).isEmpty();
    }

    @Test
    void saysWhichProgramsTheMachineLacks(@TempDir Path empty, @TempDir Path bin) throws IOException {
        for (var program : List.of("script", "setsid")) {
            assertThat(Files.createFile(bin.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }
        assertThat(Program.missing(empty + ":" + bin)).containsExactly("nice");
        assertThat(Program.missing(empty.toString())).containsExactly("script", "setsid", "nice");
    }
}

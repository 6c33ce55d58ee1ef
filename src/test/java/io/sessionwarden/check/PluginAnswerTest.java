package io.sessionwarden.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.check.PluginAnswer.Status;
import org.junit.jupiter.api.Test;

class PluginAnswerTest {

    @Test
    void readsTheExitTheFirstLineAndItsData() {
        var answer = PluginAnswer.of(
                2, "DISK CRITICAL - free space: / 20 MiB | /=80MiB;70;75;0;100 'a b''s'=1.5s;;;0\nmore | x=1\n");

        assertThat(answer.status()).isEqualTo(Status.CRITICAL);
        assertThat(answer.line()).isEqualTo("DISK CRITICAL - free space: / 20 MiB");
        assertThat(answer.data()).containsOnlyKeys("/", "a b's").containsEntry("/", "80MiB;70;75;0;100");
    }

    @Test
    void anyOtherExitIsUnknown() {
        assertThat(PluginAnswer.of(0, "fine").status()).isEqualTo(Status.OK);
        assertThat(PluginAnswer.of(1, "hm").status()).isEqualTo(Status.WARNING);
        for (int exit : new int[] {3, 4, 127, 137, 255, -1}) {
            assertThat(PluginAnswer.of(exit, "").status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void saysWhereNothingWasPrinted() {
        assertThat(PluginAnswer.of(2, "").line()).isEqualTo("it printed nothing (exit 2)");
    }

    @Test
    void whatItPrintsIsHostile() {
        var answer = PluginAnswer.of(0, "a\u001b[2Jb|" + "x=1 ".repeat(50_000));

        assertThat(answer.line()).isEqualTo("a?[2Jb");
        assertThat(answer.data()).hasSize(1);
    }

    @Test
    void aLabelThatDoesNotEndIsNone() {
        assertThat(PluginAnswer.of(0, "OK|'" + "a".repeat(100_000)).data()).isEmpty();
        assertThat(PluginAnswer.of(0, "OK|'" + "''".repeat(50_000) + "'=1").data())
                .isEmpty();
    }
}

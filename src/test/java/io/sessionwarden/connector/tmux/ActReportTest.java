package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Rung;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActReportTest {

    @Test
    void keepsWhatWasDoneBounded() throws Exception {
        var lines = new ArrayList<>(List.of("answer same"));
        lines.addAll(Collections.nCopies(10_000, "flowing"));
        lines.addAll(Collections.nCopies(10_000, "killed 7 vi"));

        assertThat(ActReport.of(lines, Rung.RESET, "%1").steps()).hasSizeLessThanOrEqualTo(50);
    }
}

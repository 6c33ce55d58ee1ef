package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.real.Installation;
import org.junit.jupiter.api.Test;

@RealHost(programs = "script")
class PracticeIT {

    @Test
    void healsEveryFaultThatItShouldAndTouchesNothingElse() throws Exception {
        try (var installed = Installation.copy()) {
            var practice = installed.warden("watch", "--practice", "--for", "36s");

            assertThat(practice.exit()).as(practice.out() + practice.err()).isZero();
            assertThat(practice.out()).contains("Practice passed").contains("DEAD_LEADER");
        }
    }
}

package io.sessionwarden.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracesTest {

    /** A server that says so of its processes would otherwise be listened to until the stack or the memory ends. */
    @Test
    void tellsEachProcessOnceWhateverItsParentsAre() {
        var ring = new Traces()
                .process(5, 1, 'S', "", 0, "root")
                .process(6, 5, 'S', "", 0, "child")
                .process(5, 6, 'S', "", 0, "grandchild");
        var twice = new Traces();
        for (int pid = 1; pid <= 25; pid++) {
            twice.process(pid, pid - 1, 'S', "", 0, "one").process(pid, pid - 1, 'S', "", 0, "other");
        }

        assertThat(ring.evidence().facts().values()).anyMatch(line -> line.contains("grandchild"));
        assertThat(twice.evidence().summary()).startsWith("50 processes");
    }
}

package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {

    private static final int OFTEN = 10;

    private final AtomicBoolean noThreads = new AtomicBoolean();
    private final BatchRunner runner = new BatchRunner(Duration.ofSeconds(5), task -> {
        var thread = new Thread(task) {
            @Override
            public synchronized void start() {
                if (noThreads.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        };
        thread.setDaemon(true);
        return thread;
    });

    @Test
    void whereNoThreadIsToBeHadNoPlaceIsLost() throws TimeoutException {
        noThreads.set(true);
        for (int i = 0; i < OFTEN; i++) {
            assertThatThrownBy(() -> runner.run(() -> "decided")).isInstanceOf(OutOfMemoryError.class);
        }
        noThreads.set(false);
        assertThat(runner.run(() -> "decided")).isEqualTo("decided");
    }
}

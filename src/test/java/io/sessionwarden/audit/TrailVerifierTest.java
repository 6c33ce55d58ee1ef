package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.RecordingAuditTrail;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailVerifierTest {

    private final RecordingAuditTrail trail = new RecordingAuditTrail();

    private void append(int records) {
        trail.append(Collections.nCopies(
                records, AuditEvent.ofWarden(EventType.CYCLE_STEP, "done", "r", Map.of("message", "x"))));
    }

    /** The trail, on which something happens between the look at its head and the reading of its records. */
    private AuditTrail with(Runnable meanwhile) {
        var links = new int[1];
        return (AuditTrail) Proxy.newProxyInstance(
                AuditTrail.class.getClassLoader(), new Class<?>[] {AuditTrail.class}, (proxy, method, args) -> {
                    if (method.getName().equals("links") && links[0]++ == 0) {
                        meanwhile.run();
                    }
                    return method.invoke(trail, args);
                });
    }

    @Test
    void payloadsThatAreRemovedAndToldOfMeanwhileAreNoFault() {
        append(10);
        var found = TrailVerifier.verify(
                with(() -> {
                    trail.append(PayloadRemoval.told(5, 30, "r"));
                    trail.removePayloads(5);
                    append(1);
                }),
                null,
                List.of());

        assertThat(found.faults()).isEmpty();
        assertThat(found.records()).isEqualTo(12);
        assertThat(found.payloadsRemoved()).isEqualTo(5);
    }

    @Test
    void payloadsThatAreRemovedMeanwhileAndNotToldOfAreOne() {
        append(10);
        var found = TrailVerifier.verify(
                with(() -> {
                    append(1);
                    trail.removePayloads(5);
                }),
                null,
                List.of());

        assertThat(found.faults()).containsExactly("records 1 to 5: the payload was removed, and no record says so");
    }
}

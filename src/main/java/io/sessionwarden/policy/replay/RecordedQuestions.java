package io.sessionwarden.policy.replay;

import io.sessionwarden.audit.AuditTrail;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The decisions that were recorded, wherever they are kept. */
@FunctionalInterface
public interface RecordedQuestions {

    /**
     * Hands over every decision since that moment, one at a time and in their order, without holding them in memory; nothing
     * in place of one whose record, of an earlier version, holds no question.
     */
    void since(Instant from, Consumer<Optional<Recorded>> reader);

    /** Those of a trail. */
    static RecordedQuestions of(AuditTrail trail) {
        return (from, reader) -> trail.read(from, Instant.MAX, entry -> {
            if (Recorded.isDecision(entry)) {
                reader.accept(Recorded.of(entry));
            }
        });
    }
}

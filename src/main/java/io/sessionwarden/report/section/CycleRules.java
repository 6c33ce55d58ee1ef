package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which rule permitted each reset cycle. Of the latest it is remembered, of older ones the incident's records tell it. */
final class CycleRules {

    static final String UNKNOWN = "(cannot be told)";

    private static final int MOST = 5_000;

    private final Function<String, List<AuditRecord>> ofIncident;
    private final Map<String, String> rules = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    CycleRules(Function<String, List<AuditRecord>> ofIncident) {
        this.ofIncident = ofIncident;
    }

    /** Whoever asks while a cycle goes on is permitted too, maybe by another rule; the first opened it. */
    void permitted(AuditEvent decision) {
        rules.putIfAbsent(decision.detail("cycle"), decision.detail("rule"));
    }

    String of(AuditEvent step) {
        var known = rules.get(step.detail("cycle"));
        return known != null ? known : read(step);
    }

    private String read(AuditEvent step) {
        return ofIncident.apply(step.incident()).stream()
                .map(AuditRecord::event)
                .filter(event -> event.type() == EventType.DECISION
                        && event.detail("carriedOut").equals("true")
                        && event.detail("cycle").equals(step.detail("cycle")))
                .map(event -> event.detail("rule"))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Whether the host acted in the cycle that this step withdraws, on a rung before. */
    boolean acted(AuditEvent withdrawal) {
        return ofIncident.apply(withdrawal.incident()).stream()
                .map(AuditRecord::event)
                .anyMatch(event -> event.type() == EventType.CYCLE_STEP
                        && event.detail("cycle").equals(withdrawal.detail("cycle"))
                        && event.detail("from").equals("RESETTING")
                        && !event.outcome().equals("WITHDRAWN"));
    }
}

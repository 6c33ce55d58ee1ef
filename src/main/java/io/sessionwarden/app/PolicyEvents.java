package io.sessionwarden.app;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.LivePolicy.Reload;
import io.sessionwarden.policy.PolicyProblem;
import java.util.Map;
import java.util.stream.Collectors;

/** What the trail is told of edits of the policy while the warden runs. Pure. */
final class PolicyEvents {

    private PolicyEvents() {}

    static AuditEvent of(Reload.Changed changed) {
        return AuditEvent.ofWarden(
                EventType.POLICY_CHANGED,
                "in force",
                changed.to(),
                Map.of("from", changed.from(), "to", changed.to(), "files", String.join(" ", changed.files())));
    }

    static AuditEvent of(Reload.Refused refused) {
        return AuditEvent.ofWarden(
                EventType.POLICY_REFUSED,
                "the old policy stays",
                refused.revision(),
                Map.of(
                        "error",
                        refused.problems().stream().map(PolicyProblem::toString).collect(Collectors.joining(" | "))));
    }
}

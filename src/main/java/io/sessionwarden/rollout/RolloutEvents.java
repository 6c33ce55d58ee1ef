package io.sessionwarden.rollout;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the trail is told of edits of the policy. Pure. */
final class RolloutEvents {

    private RolloutEvents() {}

    /** Another policy is in force. */
    static AuditEvent inForce(String who, PolicyEdition from, PolicyEdition to, String why) {
        return event(
                EventType.POLICY_CHANGED,
                who,
                "in force",
                to.revision(),
                Map.of("from", from.revision(), "to", to.revision(), "files", files(from, to), "why", why));
    }

    /** An edit waits for somebody. */
    static AuditEvent waits(PolicyEdition inForce, PolicyEdition edit, String why) {
        return event(
                EventType.POLICY_WAITING,
                Rollout.WATCHDOG,
                "waits",
                inForce.revision(),
                Map.of("waiting", edit.revision(), "files", files(inForce, edit), "why", why));
    }

    /** An edit cannot come into force. */
    static AuditEvent refused(String inForce, List<PolicyProblem> problems) {
        return event(
                EventType.POLICY_REFUSED,
                Rollout.WATCHDOG,
                "the old policy stays",
                inForce,
                Map.of("error", problems.stream().map(PolicyProblem::toString).collect(Collectors.joining(" | "))));
    }

    private static AuditEvent event(
            EventType type, String who, String outcome, String revision, Map<String, String> details) {
        return new AuditEvent(type, "policy", who, "", "", "", outcome, revision, new TreeMap<>(details));
    }

    private static String files(PolicyEdition from, PolicyEdition to) {
        var names = new TreeSet<>(from.files().keySet());
        names.addAll(to.files().keySet());
        names.removeIf(name -> {
            var before = from.files().get(name);
            var after = to.files().get(name);
            return before != null && after != null && before.bytes().equals(after.bytes());
        });
        return String.join(" ", names);
    }
}

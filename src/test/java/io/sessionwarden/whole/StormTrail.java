package io.sessionwarden.whole;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.session.Leader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the trail tells of the acts of all the wardens that wrote it, and of how each of them was found. */
final class StormTrail {

    private static final Pattern IDENTITY = Pattern.compile(".* sid=(\\d+) start=(\\d+) .*");

    private final Map<String, List<AuditEvent>> steps = new LinkedHashMap<>();
    private final Map<String, Long> atTheKills = new TreeMap<>();
    private int starts;

    /**
     * A rung that was to be taken with the session of that leader.
     *
     * @param done whether it is recorded that it was
     */
    record Act(String cycle, String rung, Leader leader, boolean done) {}

    StormTrail(AuditTrail trail) {
        trail.readAfter(0, record -> read(record.event()));
    }

    private void read(AuditEvent event) {
        if (event.type() == EventType.WARDEN_STARTED) {
            if (starts++ > 0) {
                noteHowItWasFound();
            }
        } else if (!event.detail("cycle").isEmpty()) {
            steps.computeIfAbsent(event.detail("cycle"), first -> new ArrayList<>())
                    .add(event);
        }
    }

    private void noteHowItWasFound() {
        var open = steps.values().stream()
                .map(StormTrail::last)
                .filter(state -> !ended(state))
                .toList();
        open.forEach(state -> atTheKills.merge(state, 1L, Long::sum));
        if (open.isEmpty()) {
            atTheKills.merge("no cycle", 1L, Long::sum);
        }
    }

    /** A decision that opens a cycle is its first step. */
    private static String last(List<AuditEvent> steps) {
        var last = steps.get(steps.size() - 1);
        return last.type() == EventType.DECISION ? "PERMITTED" : last.outcome();
    }

    private static boolean ended(String state) {
        return List.of("HEALED", "FAILED", "ESCALATED", "WITHDRAWN", "UNKNOWN").contains(state);
    }

    /** How often a cycle was found in each state by the next warden; several may have been open at one kill. */
    Map<String, Long> atTheKills() {
        return atTheKills;
    }

    /** How many cycles there were by the state that they are in now. */
    Map<String, Long> cycles() {
        var cycles = new TreeMap<String, Long>();
        steps.values().forEach(cycle -> cycles.merge(last(cycle), 1L, Long::sum));
        return cycles;
    }

    List<String> unended() {
        return steps.entrySet().stream()
                .filter(cycle -> !ended(last(cycle.getValue())))
                .map(cycle -> cycle.getKey() + " is " + last(cycle.getValue()))
                .toList();
    }

    /** Of sessions that were never seen nothing can be ended. */
    List<Act> acts() {
        var acts = new ArrayList<Act>();
        steps.forEach((cycle, all) -> {
            for (int i = 0; i < all.size(); i++) {
                var event = all.get(i);
                if (event.outcome().equals("RESETTING")) {
                    boolean done =
                            i + 1 < all.size() && all.get(i + 1).outcome().equals("VERIFYING");
                    leader(event)
                            .map(leader -> new Act(cycle, event.detail("rung"), leader, done))
                            .ifPresent(acts::add);
                }
            }
        });
        return acts;
    }

    private static Optional<Leader> leader(AuditEvent event) {
        var identity = IDENTITY.matcher(event.session());
        return identity.matches()
                ? Optional.of(new Leader(Integer.parseInt(identity.group(1)), Long.parseLong(identity.group(2))))
                : Optional.empty();
    }
}

package io.sessionwarden.fake;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.rollout.EditState;
import io.sessionwarden.rollout.PolicyArchive;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An archive in memory, which records its events in a trail. */
public final class FakePolicyArchive implements PolicyArchive {

    private final AuditTrail trail;
    private final Map<String, PolicyEdition> editions = new LinkedHashMap<>();
    private final Map<String, Standing> standings = new LinkedHashMap<>();

    public FakePolicyArchive(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public synchronized void record(List<PolicyEdition> kept, List<Standing> changed, List<AuditEvent> events) {
        trail.append(events);
        kept.forEach(edition -> editions.putIfAbsent(edition.revision(), edition));
        changed.forEach(standing -> standings.put(standing.revision(), standing));
    }

    @Override
    public synchronized Optional<PolicyEdition> find(String revision) {
        return Optional.ofNullable(editions.get(revision));
    }

    @Override
    public synchronized Optional<Standing> standing(String revision) {
        return Optional.ofNullable(standings.get(revision));
    }

    @Override
    public synchronized Optional<Standing> inForce() {
        return standings.values().stream()
                .filter(standing -> standing.state() == EditState.IN_FORCE)
                .findFirst();
    }

    @Override
    public synchronized List<Standing> latest(int most) {
        return standings.values().stream()
                .sorted(Comparator.comparing(Standing::since).reversed())
                .limit(most)
                .toList();
    }
}

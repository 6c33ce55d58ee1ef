package io.sessionwarden.notary;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.SigningKey;
import io.sessionwarden.audit.VerifierKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Signs checkpoints of a trail, sends them where they are to be kept, and records each. Safe for use by several threads. */
public final class Notary {

    private final AuditTrail trail;
    private final SigningKey key;
    private final List<Destination> destinations;
    private final Supplier<String> revision;
    private final InstantSource clock;
    private volatile List<String> trouble = List.of();

    /** @param revision the policy's revision in force */
    public Notary(
            AuditTrail trail,
            SigningKey key,
            List<Destination> destinations,
            Supplier<String> revision,
            InstantSource clock) {
        this.trail = trail;
        this.key = key;
        this.destinations = List.copyOf(destinations);
        this.revision = revision;
        this.clock = clock;
    }

    public VerifierKey verifier() {
        return key.verifier();
    }

    /**
     * Signs the trail as it stands and sends that everywhere. What does not go is recorded with the checkpoint, and told by
     * {@link #trouble} until the next one.
     *
     * @param who on whose behalf
     * @throws IllegalStateException where the end of the trail was altered, of which nothing is signed
     */
    public synchronized Checkpoint sign(String who) {
        try {
            return made(who);
        } catch (RuntimeException e) {
            trouble = List.of("no checkpoint of the trail could be made and recorded: " + e.getMessage());
            throw e;
        }
    }

    private Checkpoint made(String who) {
        var head = trail.head();
        if (!head.isOfLastRecord()) {
            throw new IllegalStateException("the end of the trail was altered, its last record is " + head.greatest()
                    + (head.hash().isEmpty() ? " and its head is gone" : " and its head at " + head.sequence())
                    + "; see: warden audit verify");
        }
        var root = Frontier.read(head.sequence(), head.peaks()).root();
        var checkpoint = Checkpoint.sign(key, head.sequence(), root, clock.instant());
        var sent = new ArrayList<String>();
        var failed = new ArrayList<String>();
        for (var destination : destinations) {
            try {
                destination.send(checkpoint);
                sent.add(destination.name());
            } catch (IOException e) {
                failed.add(destination.name() + ": " + e.getMessage());
            }
        }
        record(checkpoint, who, sent, failed);
        trouble = failed.stream()
                .map(why -> "the latest checkpoint of the trail was not sent: " + why)
                .toList();
        return checkpoint;
    }

    private void record(Checkpoint checkpoint, String who, List<String> sent, List<String> failed) {
        var details = new TreeMap<String, String>();
        details.put("note", checkpoint.note());
        details.put("size", Long.toString(checkpoint.size()));
        details.put("key", key.verifier().text());
        details.put("sent", String.join(", ", sent));
        details.put("notSent", String.join("; ", failed));
        trail.append(new AuditEvent(
                EventType.CHECKPOINT_SIGNED,
                "notary",
                who,
                "",
                "",
                "",
                failed.isEmpty() ? "signed" : "not sent",
                revision.get(),
                details));
    }

    /** Why the latest checkpoint was not made, or where it did not go, for {@code status}; empty where all is well. */
    public List<String> trouble() {
        return trouble;
    }
}

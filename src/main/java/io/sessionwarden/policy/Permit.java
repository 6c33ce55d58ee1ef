package io.sessionwarden.policy;

import io.sessionwarden.session.SessionIdentity;
import java.time.Instant;
import java.util.List;

/**
 * The only way to a reset: whoever performs one must hold a permit for that very incarnation. Made by {@link Decision#of}
 * and nowhere else; never stored and read back, because what was permitted before a crash must be asked again.
 */
public final class Permit {

    private final SessionIdentity identity;
    private final List<Reason> reasons;
    private final String revision;
    private final Instant expires;
    private final Ladder ladder;

    Permit(SessionIdentity identity, List<Reason> reasons, String revision, Instant expires, Ladder ladder) {
        this.identity = identity;
        this.reasons = List.copyOf(reasons);
        this.revision = revision;
        this.expires = expires;
        this.ladder = ladder;
    }

    /** The incarnation that may be reset, and no other. */
    public SessionIdentity identity() {
        return identity;
    }

    /** The rules that gave it. */
    public List<Reason> reasons() {
        return reasons;
    }

    /** The policy's revision that gave it. */
    public String revision() {
        return revision;
    }

    /** What it permits, rung by rung. */
    public Ladder ladder() {
        return ladder;
    }

    public boolean validAt(Instant now) {
        return now.isBefore(expires);
    }
}

package io.sessionwarden.rollout;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.policy.PolicyEdition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every edition of the policy that was ever considered, with its files and how it stands. Safe for use by several threads.
 * What {@link #record} has returned from survives kill -9 and power loss. Failures are unchecked.
 */
public interface PolicyArchive {

    /**
     * Keeps editions, notes how they stand, and records the events that tell of it: all of it or nothing. An edition that is
     * kept already is left as it is.
     */
    void record(List<PolicyEdition> editions, List<Standing> standings, List<AuditEvent> events);

    /** An edition with its files, as they were. */
    Optional<PolicyEdition> find(String revision);

    /** How an edition stands. */
    Optional<Standing> standing(String revision);

    /** The one that is in force. */
    Optional<Standing> inForce();

    /** The editions whose standing changed last, newest first. */
    List<Standing> latest(int most);

    /**
     * How an edition stands.
     *
     * @param revision its revision
     * @param state its state
     * @param since since when
     * @param who on whose behalf it came into this state
     * @param why why it did
     */
    record Standing(String revision, EditState state, Instant since, String who, String why) {}
}

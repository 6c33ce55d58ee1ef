package io.sessionwarden.store;

import io.sessionwarden.rollout.EditState;
import io.sessionwarden.rollout.PolicyArchive.Standing;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How an edition of the policy stands. */
@Entity
@Table(name = "policy_edition")
class PolicyRow {

    @Id
    private String revision;

    private String state;
    private Instant since;
    private String who;
    private String why;

    @SuppressWarnings("NullAway.Init")
    protected PolicyRow() {}

    PolicyRow(Standing standing) {
        revision = standing.revision();
        state = standing.state().name();
        since = standing.since();
        who = standing.who();
        why = standing.why();
    }

    Standing standing() {
        return new Standing(revision, EditState.valueOf(state), since, who, why);
    }
}

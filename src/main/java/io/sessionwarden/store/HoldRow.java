package io.sessionwarden.store;

import io.sessionwarden.cycle.Hold;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hold. There is one at most of each kind about each subject. */
@Entity
@Table(name = "hold")
@IdClass(HoldRow.Key.class)
class HoldRow {

    @Id
    private String kind;

    @Id
    private String subject;

    private String who;
    private String reason;
    private Instant since;

    @Column(name = "until_when")
    private @Nullable Instant untilWhen;

    /** What makes one unique. */
    record Key(String kind, String subject) implements Serializable {}

    @SuppressWarnings("NullAway.Init")
    protected HoldRow() {}

    HoldRow(Hold hold) {
        kind = hold.kind().name();
        subject = hold.subject();
        who = hold.who();
        reason = hold.reason();
        since = hold.since();
        untilWhen = hold.until();
    }

    Hold hold() {
        return new Hold(Hold.Kind.valueOf(kind), subject, who, reason, since, untilWhen);
    }
}

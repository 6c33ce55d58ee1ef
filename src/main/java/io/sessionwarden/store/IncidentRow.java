package io.sessionwarden.store;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.incident.Incident.Closure;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.session.Symptom;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incident as it stands. Its seat is there for queries to ask for. */
@SuppressWarnings("UnusedVariable")
@Entity
@Table(name = "incident")
class IncidentRow {

    /** What the ids of incidents begin with. */
    static final String PREFIX = "i-";

    @Id
    private long number;

    private String server;
    private String subject;
    private @Nullable String seat;
    private @Nullable String session;
    private @Nullable String symptom;

    @Column(name = "symptom_group")
    private @Nullable String symptomGroup;

    private String evidence;
    private Instant onset;

    @Column(name = "symptom_since")
    private Instant symptomSince;

    @Column(name = "last_seen")
    private Instant lastSeen;

    private int observations;
    private int recurrence;

    private @Nullable Instant warned;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    private @Nullable String ending;

    @SuppressWarnings("NullAway.Init")
    protected IncidentRow() {}

    IncidentRow(Incident incident) {
        number = Ids.require(PREFIX, incident.id());
        server = incident.server();
        subject = incident.subject();
        var seen = incident.session();
        if (seen != null) {
            seat = seen.seat();
            session = ValueTexts.of(seen);
        }
        var has = incident.symptom();
        if (has != null) {
            symptom = has.name();
            symptomGroup = has.group().name();
        }
        evidence = ValueTexts.of(incident.evidence());
        onset = incident.onset();
        symptomSince = incident.symptomSince();
        lastSeen = incident.lastSeen();
        observations = incident.observations();
        recurrence = incident.recurrence();
        warned = incident.warned();
        var closure = incident.closed();
        if (closure != null) {
            closedAt = closure.at();
            ending = closure.ending().name();
        }
    }

    Incident incident() {
        return new Incident(
                PREFIX + number,
                server,
                subject,
                session == null ? null : ValueTexts.session(session),
                symptom == null || symptomGroup == null
                        ? null
                        : new Symptom(symptom, Symptom.Group.valueOf(symptomGroup)),
                ValueTexts.evidence(evidence),
                onset,
                symptomSince,
                lastSeen,
                observations,
                recurrence,
                warned,
                closedAt == null || ending == null ? null : new Closure(closedAt, Ending.valueOf(ending)));
    }
}

package io.sessionwarden.report;

import io.sessionwarden.audit.AuditRecord;

/**
 * One part of a report: what it counts of the trail, and how it tells that. For one thread, and good for one reading of the
 * trail.
 */
public interface Section {

    /** Counts what a record says about it; most say nothing. Records come in their order, but perhaps not from the first. */
    void take(AuditRecord record, Figures figures);

    /** Tells what was counted. Pure. */
    void tell(Figures figures, Draft draft);
}

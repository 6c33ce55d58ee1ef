package io.sessionwarden.report.command;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.report.KeptFigures;
import io.sessionwarden.report.Scope;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.TrailReport;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What reports are made from. Safe for use by several threads.
 *
 * @param trail the trail
 * @param kept the figures of days that are over
 * @param sections makes the parts of a report, for one reading of the trail
 * @param revision the policy's revision in force
 * @param clock the clock
 */
public record Reports(
        AuditTrail trail,
        KeptFigures kept,
        Supplier<List<Section>> sections,
        Supplier<String> revision,
        InstantSource clock) {

    TrailReport of(Scope scope) {
        return new TrailReport(trail, kept, sections, scope, clock);
    }
}

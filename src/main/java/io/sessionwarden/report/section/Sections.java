package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.report.Section;
import java.util.List;
import java.util.function.Function;

/** All parts of a report, in the order in which they are told. */
public final class Sections {

    private Sections() {}

    /**
     * For one reading of the trail.
     *
     * @param ofIncident the records of an incident, in their order, for what began before the part that is read
     */
    public static List<Section> all(Function<String, List<AuditRecord>> ofIncident) {
        return List.of(
                new Incidents(),
                new Resets(ofIncident),
                new DayByDay(),
                new Times(),
                new Refused(),
                new Waited(),
                new Chronic(),
                new SharedNames(),
                new SaidByHand(),
                new PolicyChanges(),
                new Storms(),
                new NotWatched(),
                new WardenItself(),
                new TrailChecks(),
                new Reviews());
    }
}

package io.sessionwarden.probe;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import java.util.List;

/** One session and what every probe said of it in one sweep. */
public record Examined(Session session, List<Finding> findings) {

    public Examined {
        findings = List.copyOf(findings);
    }

    /** The findings that say it is sick, in the order of the probes. */
    public List<Finding.Sick> sick() {
        return findings.stream()
                .filter(Finding.Sick.class::isInstance)
                .map(Finding.Sick.class::cast)
                .toList();
    }

    /** Whether every probe could tell, and none says sick. Only that is a recovery. */
    public boolean healthy() {
        return findings.stream().allMatch(Finding.Healthy.class::isInstance);
    }
}

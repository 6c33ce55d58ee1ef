package io.sessionwarden.incident;

import io.sessionwarden.host.ServerFault;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The open incidents: turns what each sweep saw into incidents that open, last, and close. An incident that is in the care
 * of a reset cycle is closed by that cycle and not by a sweep, because the cycle itself makes the session vanish.
 *
 * <p>Safe for use by several threads.
 */
public final class IncidentBook {

    private final Supplier<String> ids;
    private final ToIntFunction<String> recurrences;
    private final Map<String, Incident> open = new HashMap<>();
    private final Set<String> inCare = new HashSet<>();

    /** How many sweeps in a row saw a fault that may be mere slowness. */
    private final Map<String, Integer> doubts = new HashMap<>();

    /** A server that was slow this many sweeps in a row does not answer. */
    private static final int DOUBTS_ENOUGH = 3;

    /**
     * What a sweep changed.
     *
     * @param written the incidents to be written down: opened, closed, or with another symptom
     * @param lasting the open incidents of sessions of that server, not in care: those to decide about
     */
    public record Changes(List<Incident> written, List<Incident> lasting) {}

    /**
     * @param ids gives a fresh incident id
     * @param recurrences how many incidents the seat had in the last day
     */
    public IncidentBook(Supplier<String> ids, ToIntFunction<String> recurrences) {
        this.ids = ids;
        this.recurrences = recurrences;
    }

    /** Takes up incidents that were open when the warden last stopped. */
    public synchronized void resume(List<Incident> incidents) {
        incidents.forEach(incident -> open.put(incident.subject(), incident));
    }

    /** Works one sweep into the book. */
    public synchronized Changes observe(Sighting sighting) {
        var written = new ArrayList<Incident>();
        var seen = new HashSet<String>();
        for (var fault : sighting.faults()) {
            seen.add(subjectOf(fault));
            observe(fault, sighting.at()).ifPresent(written::add);
        }
        for (var examined : sighting.examined()) {
            seen.add(subjectOf(examined.session()));
            observe(examined, sighting.at()).ifPresent(written::add);
        }
        written.addAll(closeMissing(sighting, seen));
        doubts.keySet().removeIf(subject -> subject.startsWith(sighting.server() + ": ") && !seen.contains(subject));
        return new Changes(List.copyOf(written), lasting(sighting.server()));
    }

    private Optional<Incident> observe(ServerFault fault, Instant at) {
        var known = open.get(subjectOf(fault));
        if (known != null) {
            open.put(known.subject(), seenAgain(known, null, Symptom.NOT_ANSWERING, fault.evidence(), at));
            return Optional.empty();
        }
        if (!fault.certain() && doubts.merge(subjectOf(fault), 1, Integer::sum) < DOUBTS_ENOUGH) {
            return Optional.empty();
        }
        return Optional.of(opened(fault.server(), subjectOf(fault), null, Symptom.NOT_ANSWERING, fault.evidence(), at));
    }

    private Optional<Incident> observe(Examined examined, Instant at) {
        var subject = subjectOf(examined.session());
        var known = open.get(subject);
        var sick = examined.sick();
        if (known == null) {
            return sick.isEmpty() ? Optional.empty() : Optional.of(opened(examined, sick.get(0), at));
        }
        if (inCare.contains(known.id())) {
            return Optional.empty();
        }
        if (!sick.isEmpty()) {
            return lastingOrChanged(known, examined.session(), sick, at);
        }
        return examined.healthy() ? Optional.of(close(known, at, Ending.RECOVERED)) : Optional.empty();
    }

    private Optional<Incident> lastingOrChanged(Incident known, Session session, List<Finding.Sick> sick, Instant at) {
        var same = sick.stream()
                .filter(finding -> finding.symptom().equals(known.symptom()))
                .findFirst();
        var finding = same.orElse(sick.get(0));
        var now = seenAgain(known, session, finding.symptom(), finding.evidence(), at);
        open.put(known.subject(), now);
        return same.isPresent() ? Optional.empty() : Optional.of(now);
    }

    private Incident opened(Examined examined, Finding.Sick finding, Instant at) {
        var session = examined.session();
        return opened(session.server(), subjectOf(session), session, finding.symptom(), finding.evidence(), at);
    }

    private Incident opened(
            String server,
            String subject,
            @Nullable Session session,
            @Nullable Symptom symptom,
            Evidence evidence,
            Instant at) {
        int before = session == null ? 0 : recurrences.applyAsInt(session.seat());
        var incident =
                new Incident(ids.get(), server, subject, session, symptom, evidence, at, at, at, 1, before, null, null);
        open.put(subject, incident);
        return incident;
    }

    private static Incident seenAgain(
            Incident known, @Nullable Session session, Symptom symptom, Evidence evidence, Instant at) {
        return new Incident(
                known.id(),
                known.server(),
                known.subject(),
                session,
                symptom,
                evidence,
                known.onset(),
                symptom.equals(known.symptom()) ? known.symptomSince() : at,
                at,
                known.observations() + 1,
                known.recurrence(),
                known.warned(),
                null);
    }

    private List<Incident> closeMissing(Sighting sighting, Set<String> seen) {
        var closed = new ArrayList<Incident>();
        for (var incident : List.copyOf(open.values())) {
            if (incident.server().equals(sighting.server())
                    && !seen.contains(incident.subject())
                    && !inCare.contains(incident.id())) {
                ending(incident, sighting)
                        .map(ending -> close(incident, sighting.at(), ending))
                        .ifPresent(closed::add);
            }
        }
        return closed;
    }

    /** How an incident ended whose subject this sweep did not see, or nothing where that proves nothing. */
    private static Optional<Ending> ending(Incident incident, Sighting sighting) {
        var session = incident.session();
        if (session == null) {
            return Optional.of(Ending.RECOVERED);
        }
        if (sighting.blind().contains(session.connector())) {
            return Optional.empty();
        }
        boolean backAtItsSeat = session.standing()
                && sighting.examined().stream()
                        .anyMatch(other -> other.session().seat().equals(session.seat())
                                && other.sick().isEmpty());
        return Optional.of(backAtItsSeat ? Ending.RECOVERED : Ending.ENDED);
    }

    private List<Incident> lasting(String server) {
        return open.values().stream()
                .filter(incident -> incident.server().equals(server))
                .filter(incident -> incident.session() != null && incident.symptom() != null)
                .filter(incident -> !inCare.contains(incident.id()))
                .toList();
    }

    private Incident close(Incident incident, Instant at, Ending ending) {
        open.remove(incident.subject());
        inCare.remove(incident.id());
        return incident.closed(at, ending);
    }

    /**
     * The open incident of that session. Where it has none, one is opened because somebody asks for a reset; it is in the care
     * of whoever asks, because a sweep that finds the session healthy would close it at once.
     */
    public synchronized Incident askedFor(Session session, String who, Instant at) {
        var known = open.get(subjectOf(session));
        if (known != null) {
            return known;
        }
        var asked = opened(
                session.server(),
                subjectOf(session),
                session,
                null,
                Evidence.of("nothing was noticed; " + who + " asks for a reset"),
                at);
        inCare.add(asked.id());
        return asked;
    }

    /** Puts the incident into the care of a reset cycle: no sweep closes it until {@link #end} or {@link #release}. */
    public synchronized void takeIntoCare(String incident) {
        inCare.add(incident);
    }

    /** Notes that the user of the session was warned; nothing where the incident is not open. */
    public synchronized Optional<Incident> warned(String incident, Instant at) {
        return find(incident).map(found -> {
            var warned = found.warned(at);
            open.put(warned.subject(), warned);
            return warned;
        });
    }

    /** Gives the incident back to the sweeps, still open. */
    public synchronized void release(String incident) {
        inCare.remove(incident);
    }

    /** Closes an open incident; nothing where it is not open. */
    public synchronized Optional<Incident> end(String incident, Ending ending, Instant at) {
        return find(incident).map(found -> close(found, at, ending));
    }

    /** The open incident with that id. */
    public synchronized Optional<Incident> find(String id) {
        return open.values().stream()
                .filter(incident -> incident.id().equals(id))
                .findFirst();
    }

    /** How many incidents are open. */
    public synchronized int size() {
        return open.size();
    }

    private static String subjectOf(Session session) {
        return session.identity().canonical();
    }

    private static String subjectOf(ServerFault fault) {
        return fault.server() + ": " + fault.what();
    }
}

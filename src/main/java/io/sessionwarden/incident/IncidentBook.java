package io.sessionwarden.incident;

import io.sessionwarden.host.ServerFault;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The open incidents: turns what each sweep saw into incidents that open, last, and close. An incident that is in the care
 * of a reset cycle is closed by that cycle and not by a sweep, because the cycle itself makes the session vanish.
 *
 * <p>What a sweep changed is kept as unwritten until {@link #written} says otherwise: where it could not be written down, the
 * next sweep hands it out again. Safe for use by several threads; the ledger is never asked while others wait.
 */
public final class IncidentBook {

    private final Supplier<String> ids;
    private final ToIntFunction<String> recurrences;
    private final Map<String, Incident> open = new HashMap<>();
    private final Set<String> inCare = new HashSet<>();

    /** What sweeps changed and nobody has written down yet, in its order. */
    private final List<Incident> unwritten = new ArrayList<>();

    /** How many sweeps in a row saw a fault that may be mere slowness. */
    private final Map<String, Integer> doubts = new HashMap<>();

    /** What an incident has for an id that is only supposed. */
    private static final String NOT_OPENED = "i-0";

    /** A server that was slow this many sweeps in a row does not answer. */
    private static final int DOUBTS_ENOUGH = 3;

    /**
     * What is to be done after a sweep.
     *
     * @param unwritten the server's incidents as they are to be written down, in order: opened, closed, or with another
     *     symptom
     * @param lasting its open incidents as they stand now, but for those in care
     */
    public record Changes(List<Incident> unwritten, List<Incident> lasting) {}

    /** What a new incident needs of the ledger. */
    private record Beginning(String id, int recurrence) {}

    /**
     * @param ids gives a fresh incident id; may ask the ledger
     * @param recurrences how many incidents the seat had in the last day; may ask the ledger
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
    public Changes observe(Sighting sighting) {
        var beginnings = new HashMap<String, Beginning>();
        seatsOfNew(sighting)
                .forEach((subject, seat) -> beginnings.put(
                        subject, new Beginning(ids.get(), seat.isEmpty() ? 0 : recurrences.applyAsInt(seat))));
        return observe(sighting, beginnings);
    }

    /** The subjects of which this sighting opens an incident, with their seats; a server has none. */
    private synchronized Map<String, String> seatsOfNew(Sighting sighting) {
        var seats = new HashMap<String, String>();
        for (var fault : sighting.faults()) {
            if (!open.containsKey(subjectOf(fault)) && !isDoubtful(fault)) {
                seats.put(subjectOf(fault), "");
            }
        }
        for (var examined : sighting.examined()) {
            var session = examined.session();
            if (!open.containsKey(subjectOf(session)) && !examined.sick().isEmpty()) {
                seats.put(subjectOf(session), session.seat());
            }
        }
        return seats;
    }

    /** Whether this fault may be mere slowness, as far as the sweeps before can tell. */
    private boolean isDoubtful(ServerFault fault) {
        return !fault.certain() && doubts.getOrDefault(subjectOf(fault), 0) + 1 < DOUBTS_ENOUGH;
    }

    private synchronized Changes observe(Sighting sighting, Map<String, Beginning> beginnings) {
        var seen = new HashSet<String>();
        for (var fault : sighting.faults()) {
            seen.add(subjectOf(fault));
            observe(fault, beginnings, sighting.at());
        }
        for (var examined : sighting.examined()) {
            seen.add(subjectOf(examined.session()));
            observe(examined, beginnings, sighting.at());
        }
        closeMissing(sighting, seen);
        doubts.keySet().removeIf(subject -> subject.startsWith(sighting.server() + ": ") && !seen.contains(subject));
        return new Changes(
                unwritten.stream()
                        .filter(incident -> incident.server().equals(sighting.server()))
                        .toList(),
                lasting(sighting.server()));
    }

    /** These have been written down, as they were handed out. */
    public synchronized void written(List<Incident> incidents) {
        unwritten.removeAll(incidents);
    }

    private void observe(ServerFault fault, Map<String, Beginning> beginnings, Instant at) {
        var subject = subjectOf(fault);
        var known = open.get(subject);
        if (known != null) {
            open.put(subject, seenAgain(known, null, Symptom.NOT_ANSWERING, fault.evidence(), at));
            return;
        }
        doubts.merge(subject, 1, Integer::sum);
        var beginning = beginnings.get(subject);
        if (beginning != null) {
            begin(opened(beginning, fault.server(), subject, null, Symptom.NOT_ANSWERING, fault.evidence(), at));
        }
    }

    private void observe(Examined examined, Map<String, Beginning> beginnings, Instant at) {
        var session = examined.session();
        var subject = subjectOf(session);
        var known = open.get(subject);
        var sick = examined.sick();
        if (known == null) {
            var beginning = beginnings.get(subject);
            // What has ended in another thread since the beginnings were made opens with the next sweep.
            if (!sick.isEmpty() && beginning != null) {
                var first = sick.get(0);
                begin(opened(beginning, session.server(), subject, session, first.symptom(), first.evidence(), at));
            }
        } else if (!inCare.contains(known.id())) {
            if (!sick.isEmpty()) {
                lastingOrChanged(known, session, sick, at);
            } else if (examined.healthy()) {
                close(known, at, Ending.RECOVERED);
            }
        }
    }

    private void begin(Incident incident) {
        open.put(incident.subject(), incident);
        unwritten.add(incident);
    }

    private void lastingOrChanged(Incident known, Session session, List<Finding.Sick> sick, Instant at) {
        var now = seenAgain(known, session, sick, at);
        open.put(known.subject(), now);
        if (!Objects.equals(now.symptom(), known.symptom())) {
            unwritten.add(now);
        }
    }

    /** With the symptom that it has, as long as that is still among them. */
    private static Incident seenAgain(Incident known, Session session, List<Finding.Sick> sick, Instant at) {
        var finding = sick.stream()
                .filter(one -> one.symptom().equals(known.symptom()))
                .findFirst()
                .orElse(sick.get(0));
        return seenAgain(known, session, finding.symptom(), finding.evidence(), at);
    }

    private static Incident opened(
            Beginning beginning,
            String server,
            String subject,
            @Nullable Session session,
            @Nullable Symptom symptom,
            Evidence evidence,
            Instant at) {
        return new Incident(
                beginning.id(),
                server,
                subject,
                session,
                symptom,
                evidence,
                at,
                at,
                at,
                1,
                beginning.recurrence(),
                null,
                null);
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
                // What its user was told was about the other symptom, and may lie long ago.
                symptom.equals(known.symptom()) ? known.warned() : null,
                null);
    }

    private void closeMissing(Sighting sighting, Set<String> seen) {
        for (var incident : List.copyOf(open.values())) {
            if (incident.server().equals(sighting.server())
                    && !seen.contains(incident.subject())
                    && !inCare.contains(incident.id())) {
                ending(incident, sighting).ifPresent(ending -> close(incident, sighting.at(), ending));
            }
        }
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
                .filter(incident -> !inCare.contains(incident.id()))
                .toList();
    }

    private void close(Incident incident, Instant at, Ending ending) {
        open.remove(incident.subject());
        unwritten.add(incident.closed(at, ending));
    }

    /** The open incident of that session. */
    public synchronized Optional<Incident> of(Session session) {
        return Optional.ofNullable(open.get(subjectOf(session)));
    }

    /** An incident of a session of which nothing was noticed, because somebody asks for a reset. It is not in the book yet. */
    public Incident askedFor(Session session, String who, Instant at) {
        return askedFor(ids.get(), session, who, at);
    }

    /** What {@link #askedFor(Session, String, Instant)} would make, without an id of its own. */
    public Incident ifAskedFor(Session session, String who, Instant at) {
        return askedFor(NOT_OPENED, session, who, at);
    }

    private Incident askedFor(String id, Session session, String who, Instant at) {
        return opened(
                new Beginning(id, recurrences.applyAsInt(session.seat())),
                session.server(),
                subjectOf(session),
                session,
                null,
                Evidence.of("nothing was noticed; " + who + " asks for a reset"),
                at);
    }

    /**
     * The open incident that a sweep would leave that session with, if it saw this now; nothing where it would leave none.
     * Changes nothing: an incident that the sweep would open has no id of its own.
     */
    public Optional<Incident> ifSeen(Examined examined, Instant at) {
        var session = examined.session();
        var known = of(session);
        var sick = examined.sick();
        if (sick.isEmpty()) {
            return examined.healthy() ? Optional.empty() : known;
        }
        return Optional.of(known.map(lasting -> seenAgain(lasting, session, sick, at))
                .orElseGet(() -> {
                    var first = sick.get(0);
                    var beginning = new Beginning(NOT_OPENED, recurrences.applyAsInt(session.seat()));
                    return opened(
                            beginning,
                            session.server(),
                            subjectOf(session),
                            session,
                            first.symptom(),
                            first.evidence(),
                            at);
                }));
    }

    /**
     * Takes an incident into the book that somebody asked for, and into care, because a sweep that finds the session healthy
     * would close it at once.
     *
     * @return false where its session has an open incident by now: then nothing was changed
     */
    public synchronized boolean adopt(Incident asked) {
        if (open.putIfAbsent(asked.subject(), asked) != null) {
            return false;
        }
        inCare.add(asked.id());
        return true;
    }

    /**
     * Puts an open incident into the care of a reset cycle: no sweep closes it until {@link #remove} or {@link #release}.
     *
     * @return false where it is not open, or was in care already
     */
    public synchronized boolean takeIntoCare(String incident) {
        return find(incident).isPresent() && inCare.add(incident);
    }

    /** Notes that the user of the session was warned, as it was written down. */
    public synchronized void warned(String incident, Instant at) {
        find(incident).ifPresent(found -> open.put(found.subject(), found.warned(at)));
    }

    /** The open incidents at that seat. */
    public synchronized List<Incident> at(String seat) {
        return open.values().stream()
                .filter(incident ->
                        incident.session() != null && incident.session().seat().equals(seat))
                .toList();
    }

    /** What is open at that seat counts as the first there, as it was written down. */
    public synchronized void countAnew(String seat) {
        at(seat).forEach(incident -> open.put(incident.subject(), incident.countedAnew()));
    }

    /** Gives the incident back to the sweeps, still open. */
    public synchronized void release(String incident) {
        inCare.remove(incident);
    }

    /** Takes an incident out of the book, because it was written down as closed, or was not opened after all. */
    public synchronized void remove(String incident) {
        find(incident).ifPresent(found -> open.remove(found.subject()));
        inCare.remove(incident);
    }

    /** The clock was set by that much: what is open has lasted as long as before. */
    public synchronized void clockSet(Duration by) {
        open.replaceAll((subject, incident) -> incident.moved(by));
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

package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.CycleWriter.End;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes what people say to the watchdog. Safe for use by several threads. */
final class InterventionDesk implements Interventions {

    /** The states in which nothing of the next rung has been done. */
    private static final Set<CycleState> BEFORE_THE_ACT =
            EnumSet.of(CycleState.ASKED, CycleState.PERMITTED, CycleState.WARNED, CycleState.EVIDENCE_KEPT);

    private final Wiring wiring;
    private final CycleWriter writer;

    InterventionDesk(Wiring wiring, CycleWriter writer) {
        this.wiring = wiring;
        this.writer = writer;
    }

    @Override
    public Word approve(Caller who, String incident) {
        return asked(incident)
                .map(cycle -> who.who().equals(cycle.caller().who())
                        ? new Word.Refused("nobody approves their own request")
                        : approved(who, cycle))
                .orElseGet(() -> nothingWaits(incident));
    }

    private Word approved(Caller who, Cycle cycle) {
        if (!cycle.waitsAt(wiring.clock().instant())) {
            return new Word.Nothing("nobody approved it in time");
        }
        var advanced = writer.advance(cycle, Move.approved(who.who()), Map.of("message", who.who() + " approves it"));
        advanced.ifPresent(going -> wiring.queue().enqueue(going.id()));
        return advanced.<Word>map(
                        going -> new Word.Taken("it goes on; everything is looked at again before anything is done"))
                .orElseGet(() -> new Word.Nothing("somebody else was quicker"));
    }

    @Override
    public Word reject(Caller who, String incident) {
        return asked(incident)
                .map(cycle -> cycle.caller().isWatchdog() ? keep(who, incident, "rejected") : rejected(who, cycle))
                .orElseGet(() -> nothingWaits(incident));
    }

    /** Somebody else's request: their incident may be a mere wish, which there is nothing to keep of. */
    private Word rejected(Caller who, Cycle cycle) {
        return writer.end(cycle, End.of(CycleState.WITHDRAWN, "rejected by " + who.who(), null), List.of(), Map.of())
                ? new Word.Taken("the request of " + cycle.caller().who() + " is withdrawn")
                : new Word.Nothing("somebody else was quicker");
    }

    private Optional<Cycle> asked(String incident) {
        return wiring.ledger().openCycles().stream()
                .filter(cycle -> cycle.incident().equals(incident) && cycle.state() == CycleState.ASKED)
                .findFirst();
    }

    private static Word nothingWaits(String incident) {
        return new Word.Nothing("nothing of " + incident + " waits for approval");
    }

    @Override
    public Word keep(Caller who, String incident, String reason) {
        var open = wiring.ledger().findIncident(incident).filter(Incident::open);
        if (open.isEmpty()) {
            return new Word.Nothing("there is no open incident " + incident);
        }
        say(Hold.Kind.KEEP, incident, who, reason, null, event(EventType.KEPT, who, open.get(), reason));
        int withdrawn =
                withdraw(who, "kept: " + reason, cycle -> cycle.incident().equals(incident));
        return new Word.Taken("nothing automatic is done about it as long as it lasts" + withdrawn(withdrawn));
    }

    @Override
    public Word acknowledge(Caller who, String incident) {
        var seat = wiring.ledger()
                .findIncident(incident)
                .map(Incident::session)
                .map(session -> session.seat())
                .orElse(incident);
        var event = event(EventType.ACKNOWLEDGED, who, seat, new TreeMap<>());
        var open =
                wiring.incidents().at(seat).stream().map(Incident::countedAnew).toList();
        if (!wiring.ledger().acknowledge(seat, wiring.clock().instant(), open, event)) {
            return new Word.Nothing("nothing was given up at " + seat);
        }
        wiring.incidents().countAnew(seat);
        return new Word.Taken(seat + " is in the watchdog's hands again");
    }

    @Override
    public Word pause(Caller who, String server, String reason, @Nullable Duration lasts) {
        if (!server.equals(Hold.EVERYWHERE) && wiring.servers().find(server).isEmpty()) {
            return new Word.Nothing("there is no server '" + server + "'");
        }
        var details = new TreeMap<>(Map.of("reason", reason));
        if (lasts != null) {
            details.put("lasts", lasts.toSeconds() + " s");
        }
        var event = event(EventType.PAUSED, who, server, details);
        say(Hold.Kind.PAUSE, server, who, reason, lasts, event);
        int withdrawn = withdraw(
                who,
                "paused: " + reason,
                cycle -> server.equals(Hold.EVERYWHERE)
                        || cycle.session().server().equals(server));
        return new Word.Taken("nothing automatic is begun" + withdrawn(withdrawn));
    }

    @Override
    public Word resume(Caller who, String server) {
        var event = event(EventType.RESUMED, who, server, new TreeMap<>());
        return wiring.ledger().release(Hold.Kind.PAUSE, server, event)
                ? new Word.Taken("the watchdog goes on")
                : new Word.Nothing("there is no such pause");
    }

    @Override
    public Word note(Caller who, String incident, String text) {
        var found = wiring.ledger().findIncident(incident);
        if (found.isEmpty()) {
            return new Word.Nothing("there is no incident " + incident);
        }
        wiring.trail().append(event(EventType.NOTED, who, found.get(), text));
        return new Word.Taken("it is in the trail");
    }

    private void say(
            Hold.Kind kind, String subject, Caller who, String reason, @Nullable Duration lasts, AuditEvent event) {
        var now = wiring.clock().instant();
        var until = lasts == null ? null : now.plus(lasts);
        wiring.ledger().hold(new Hold(kind, subject, who.who(), reason, now, until), event);
    }

    /** What a person has asked for goes on: an intervention binds the watchdog. */
    private int withdraw(Caller who, String why, Predicate<Cycle> which) {
        List<Cycle> queued = wiring.ledger().openCycles().stream()
                .filter(cycle -> cycle.caller().isWatchdog() && BEFORE_THE_ACT.contains(cycle.state()))
                .filter(which)
                .toList();
        var end = End.of(CycleState.WITHDRAWN, why + ", says " + who.who(), null);
        return (int) queued.stream().filter(cycle -> withdrawn(cycle, end)).count();
    }

    /** A cycle may take a step meanwhile. What was in the act before it could be withdrawn is not: it is not told as such. */
    private boolean withdrawn(Cycle queued, End end) {
        var cycle = Optional.of(queued);
        while (cycle.isPresent()) {
            if (writer.end(cycle.get(), end, List.of(), Map.of())) {
                return true;
            }
            cycle = wiring.ledger().findCycle(queued.id()).filter(now -> BEFORE_THE_ACT.contains(now.state()));
        }
        return false;
    }

    private static String withdrawn(int cycles) {
        return cycles == 0
                ? ""
                : cycles == 1
                        ? "; a reset that was queued is withdrawn"
                        : "; " + cycles + " resets that were queued are withdrawn";
    }

    private AuditEvent event(EventType type, Caller who, String subject, SortedMap<String, String> details) {
        details.put("subject", subject);
        return new AuditEvent(
                type, "cycle", who.who(), "", "", "", "", wiring.policy().revision(), details);
    }

    private AuditEvent event(EventType type, Caller who, Incident incident, String message) {
        return new AuditEvent(
                type,
                "cycle",
                who.who(),
                incident.server(),
                incident.session() == null ? "" : incident.session().identity().canonical(),
                incident.id(),
                "",
                wiring.policy().revision(),
                new TreeMap<>(Map.of("message", message)));
    }
}

package io.sessionwarden.reset;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Roll;
import io.sessionwarden.host.Roster;
import io.sessionwarden.policy.Permit;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Outcome.Compared;
import io.sessionwarden.reset.Outcome.Old;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Performs one reset and verifies it. Knows no rules and keeps no record. Safe for use by several threads.
 */
public final class Resetter {

    private final InstantSource clock;
    private final Supplier<Patience> opening;
    private final Supplier<Patience> settling;

    /**
     * @param clock the time, for permits
     * @param opening how long a session may take to close and reopen; asked for anew for each verification
     * @param settling how long one that has reopened may take to be as it was at first: its program is started in several
     *     steps, and its settings are made by the program
     */
    public Resetter(InstantSource clock, Supplier<Patience> opening, Supplier<Patience> settling) {
        this.clock = clock;
        this.opening = opening;
        this.settling = settling;
    }

    /**
     * Resets the session under a permit.
     *
     * @param ready the initial values that were seen while the session was whole
     * @throws IllegalArgumentException where the permit is for another incarnation or has expired
     * @throws HostException where the host could not do it; how far it got is then unknown
     */
    public Act perform(Permit permit, Session session, Roster roster, SortedMap<String, String> ready)
            throws HostException {
        if (!permit.identity().equals(session.identity())) {
            throw new IllegalArgumentException("the permit is for " + permit.identity());
        }
        if (!permit.validAt(clock.instant())) {
            throw new IllegalArgumentException("the permit has expired");
        }
        return roster.hostOf(session).reset(session, ready);
    }

    /**
     * Waits until the session has closed and, where it is to, reopened in good health and with its initial values; or until
     * patience ends. Values that stay different do not make a reset fail: they are told.
     */
    public Outcome verify(Session old, Roster roster, Prober prober, SortedMap<String, String> ready) {
        var toOpen = opening.get();
        var toSettle = settling.get();
        boolean reopening = old.standing() || roster.hostOf(old).reopens(old);
        Outcome outcome;
        do {
            outcome = look(old, reopening, roster, prober, ready);
        } while (outcome.healed() ? !outcome.asAtFirst() && toSettle.again() : toOpen.again());
        return outcome;
    }

    /** Looks once, without waiting. */
    public Outcome look(Session old, boolean reopening, Roster roster, Prober prober, SortedMap<String, String> ready) {
        var roll = roster.call(old);
        var successor = successor(old, roll, roster);
        var became = became(old, roll, successor.isPresent());
        if (successor.isEmpty()) {
            return new Outcome(
                    became, reopening, null, became == Old.UNSEEN ? unanswered(old, roll) : "", new TreeMap<>());
        }
        var now = successor.get();
        var trouble = trouble(prober.examine(now, clock.instant()));
        return new Outcome(became, reopening, now, trouble, compare(ready, now, roster));
    }

    /** A Down row is what is missing, not what still stands; and what a blind roll lacks may stand all the same. */
    private static Old became(Session old, Roll roll, boolean followed) {
        boolean stands = roll.sessions().stream()
                .anyMatch(session -> session.identity().equals(old.identity()) && session.state() != SessionState.DOWN);
        if (stands) {
            return Old.STANDS;
        }
        return followed || !roll.blind().contains(old.connector()) ? Old.CLOSED : Old.UNSEEN;
    }

    private static String unanswered(Session old, Roll roll) {
        return roll.faults().stream()
                .filter(fault -> fault.connector().equals(old.connector()))
                .map(fault -> fault.evidence().summary())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Optional<Session> successor(Session old, Roll roll, Roster roster) {
        return roll.sessions().stream()
                .filter(session -> session.state() != SessionState.DOWN)
                .filter(session -> roster.follows(session, old))
                .findFirst();
    }

    private static String trouble(Examined examined) {
        return examined.sick().stream()
                .map(Finding.Sick::evidence)
                .map(evidence -> evidence.summary())
                .collect(Collectors.joining("; "));
    }

    private static SortedMap<String, Compared> compare(
            SortedMap<String, String> ready, Session successor, Roster roster) {
        var compared = new TreeMap<String, Compared>();
        try {
            roster.hostOf(successor)
                    .values(successor)
                    .forEach((name, value) -> compared.put(name, new Compared(ready.getOrDefault(name, ""), value)));
        } catch (HostException e) {
            // The session is there and healthy; that its values cannot be read is told by their absence.
            return compared;
        }
        return compared;
    }
}

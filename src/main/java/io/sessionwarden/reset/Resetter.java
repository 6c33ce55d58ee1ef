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
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Performs one reset and verifies it. Knows no rules and keeps no record. Safe for use by several threads.
 */
public final class Resetter {

    private final InstantSource clock;
    private final InstantSource steady;
    private final Function<Duration, Patience> working;
    private final Supplier<Patience> settling;

    /**
     * @param clock the time, for permits
     * @param steady a clock that cannot be set, for looks that are compared
     * @param working patience for what a rung may take to work; asked for anew for each verification
     * @param settling how long one that has reopened may take to be as it was at first: its program is started in several
     *     steps, and its settings are made by the program; and how long one that was told to go on may take to do so
     */
    public Resetter(
            InstantSource clock,
            InstantSource steady,
            Function<Duration, Patience> working,
            Supplier<Patience> settling) {
        this.clock = clock;
        this.steady = steady;
        this.working = working;
        this.settling = settling;
    }

    /**
     * Takes a rung with the session, under a permit.
     *
     * @param ready the initial values that were seen while the session was whole
     * @throws IllegalArgumentException where the permit is for another incarnation, has expired, or has no such rung
     * @throws HostException where the host could not do it; how far it got is then unknown
     */
    public Act perform(Permit permit, Rung rung, Session session, Roster roster, SortedMap<String, String> ready)
            throws HostException {
        if (!permit.identity().equals(session.identity())) {
            throw new IllegalArgumentException("the permit is for " + permit.identity());
        }
        if (!permit.validAt(clock.instant())) {
            throw new IllegalArgumentException("the permit has expired");
        }
        if (permit.ladder().steps().stream().noneMatch(step -> step.rung() == rung)) {
            throw new IllegalArgumentException("the permit does not go as far as " + rung.word());
        }
        return roster.hostOf(session).perform(rung, session, ready);
    }

    /** How long that rung may take to work: as long as was given, or longer where its host is known to need that. */
    public Duration timeFor(Session session, Rung rung, Roster roster, Duration given) {
        var needed = rung.closes() ? roster.hostOf(session).patience(session, rung) : Duration.ZERO;
        return given.compareTo(needed) < 0 ? needed : given;
    }

    /**
     * Waits until the session has closed and, where it is to, reopened in good health and with its initial values; or until
     * time is over. Values that stay different do not make a reset fail: they are told.
     *
     * @param rung what was done to it
     * @param time how long it may take, as {@link #timeFor} says at least
     */
    public Outcome verify(
            Session old, Rung rung, Roster roster, Prober prober, SortedMap<String, String> ready, Duration time) {
        var toOpen = working.apply(timeFor(old, rung, roster, time));
        var toSettle = settling.get();
        boolean reopening = old.standing() || roster.hostOf(old).reopens(old, rung);
        Outcome outcome;
        do {
            outcome = look(old, reopening, roster, prober, ready);
        } while (outcome.healed() ? !outcome.asAtFirst() && toSettle.again() : toOpen.again());
        return outcome;
    }

    /**
     * Waits until the session stands in good health again, after a rung that does not close it; or until time is over. What has just
     * been woken looks well, even if it is about to wait again: it is given time to settle first, and compared with no look of
     * before that.
     *
     * @param examine how it is examined
     */
    public Relief verifyStanding(
            Session session, Roster roster, Prober prober, Function<Session, Examined> examine, Duration time) {
        waitOut(settling.get());
        prober.forget(session.identity());
        var patience = working.apply(time);
        Relief relief;
        do {
            relief = lookStanding(session, roster, examine);
        } while (relief.seen() != Relief.Seen.RELIEVED && relief.seen() != Relief.Seen.GONE && patience.again());
        return relief;
    }

    private static void waitOut(Patience patience) {
        boolean waits = true;
        while (waits) {
            waits = patience.again();
        }
    }

    private static Relief lookStanding(Session session, Roster roster, Function<Session, Examined> examine) {
        var roll = roster.call(session);
        var stands = roll.sessions().stream()
                .filter(one -> one.identity().equals(session.identity()))
                .findFirst();
        if (stands.isEmpty()) {
            return roll.blind().contains(session.connector())
                    ? new Relief(Relief.Seen.UNSEEN, "whether it goes on cannot be seen: " + unanswered(session, roll))
                    : new Relief(Relief.Seen.GONE, "the session ended");
        }
        var examined = examine.apply(stands.get());
        if (examined.healthy()) {
            return new Relief(Relief.Seen.RELIEVED, "it goes on");
        }
        var trouble = trouble(examined);
        return new Relief(
                Relief.Seen.SICK, trouble.isEmpty() ? "whether it goes on cannot be told" : "still sick: " + trouble);
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
        var trouble = trouble(prober.examine(now, steady.instant()));
        return new Outcome(became, reopening, now, trouble, compare(ready, now, roster));
    }

    /** What is listed although it is gone is what is missing; and what a blind roll lacks may stand all the same. */
    private static Old became(Session old, Roll roll, boolean followed) {
        boolean stands = roll.sessions().stream()
                .anyMatch(session -> session.identity().equals(old.identity()) && !session.gone());
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

package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.policy.drools.Tables.Access;
import io.sessionwarden.policy.drools.Tables.On;
import io.sessionwarden.policy.drools.Tables.Person;
import io.sessionwarden.policy.drools.Tables.Protected;
import io.sessionwarden.policy.drools.Tables.Right;
import io.sessionwarden.policy.drools.Tables.Shared;
import io.sessionwarden.policy.drools.Tables.Stay;
import io.sessionwarden.policy.drools.Tables.Threshold;
import io.sessionwarden.session.Session;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the tables say about one server: of each table the rows that count there. A row that names the server counts before
 * one for every server. It is asked for every decision, so the rows are chosen once and plain loops go through them.
 * Immutable and pure.
 */
final class ServerTables {

    private final List<Access> access;
    private final List<Shared> shared;
    private final List<Protected> protectedAccounts;
    private final List<Person> people;
    private final Map<String, Threshold> thresholds;
    private final Figures limits;
    private final boolean sameLogonNameOwns;
    private final ResetHours resetHours;
    private final List<Stay> stays;
    private final Map<String, Ladder> ladders;

    /** @param server a server's name, or {@link Tables#ANY} for those that no row names */
    ServerTables(Tables tables, String server) {
        this.access = rows(tables.access(), Access::server, server);
        this.shared = rows(tables.shared(), Shared::server, server);
        this.protectedAccounts = rows(tables.protectedAccounts(), Protected::server, server);
        this.people = rows(tables.people(), Person::server, server);
        this.thresholds = nearest(tables.thresholds(), server);
        this.limits = Figures.of(nearest(tables.limits(), server));
        this.sameLogonNameOwns = tables.sameLogonNameOwns()
                .getOrDefault(server, tables.sameLogonNameOwns().getOrDefault(Tables.ANY, false));
        this.resetHours = tables.resetHours().on(server);
        this.stays = rows(tables.stays(), Stay::server, server).stream()
                .sorted(Comparator.comparingInt(Stay::narrowness).reversed())
                .toList();
        this.ladders = nearest(tables.ladders(), server);
    }

    /**
     * The figures of limits.csv; -1 where no row names one.
     *
     * @param session automatic resets of one seat within an hour
     * @param account likewise of one account
     * @param server likewise of the server
     * @param overall likewise of all servers
     * @param running resets that go on at once
     * @param accountRunning likewise of one account
     * @param serverRunning likewise on the server
     * @param serverRunningPercent the share of its sessions that may be being reset at once
     * @param stormSessions from how many sick sessions on the server itself is sick
     * @param stormPercent and from which share of its sessions on
     * @param cooldownSeconds how long after a reset a seat is left alone
     * @param recurrenceAsk from how many illnesses within a day a human is asked
     * @param recurrenceGiveUp and from how many the watchdog gives up
     */
    record Figures(
            int session,
            int account,
            int server,
            int overall,
            int running,
            int accountRunning,
            int serverRunning,
            int serverRunningPercent,
            int stormSessions,
            int stormPercent,
            int cooldownSeconds,
            int recurrenceAsk,
            int recurrenceGiveUp) {

        private static final int NO_ROW = -1;

        private static Figures of(Map<String, Integer> figures) {
            return new Figures(
                    figures.getOrDefault("session", NO_ROW),
                    figures.getOrDefault("account", NO_ROW),
                    figures.getOrDefault("server", NO_ROW),
                    figures.getOrDefault("overall", NO_ROW),
                    figures.getOrDefault("running", NO_ROW),
                    figures.getOrDefault("account-running", NO_ROW),
                    figures.getOrDefault("server-running", NO_ROW),
                    figures.getOrDefault("server-running-percent", NO_ROW),
                    figures.getOrDefault("storm-sessions", NO_ROW),
                    figures.getOrDefault("storm-percent", NO_ROW),
                    figures.getOrDefault("cooldown-seconds", NO_ROW),
                    figures.getOrDefault("recurrence-ask", NO_ROW),
                    figures.getOrDefault("recurrence-give-up", NO_ROW));
        }
    }

    private static <R> List<R> rows(List<R> rows, Function<R, String> named, String server) {
        return rows.stream()
                .filter(row ->
                        named.apply(row).equals(Tables.ANY) || named.apply(row).equals(server))
                .toList();
    }

    private static <V> Map<String, V> nearest(Map<On, V> rows, String server) {
        var nearest = new HashMap<String, V>();
        rows.forEach((on, value) -> {
            if (on.server().equals(server)) {
                nearest.put(on.what(), value);
            } else if (on.server().equals(Tables.ANY)) {
                nearest.putIfAbsent(on.what(), value);
            }
        });
        return Collections.unmodifiableMap(nearest);
    }

    /** Whether access.csv denies this person every reset here. The watchdog is no person. */
    boolean accessDenied(Caller caller) {
        if (caller.isWatchdog()) {
            return false;
        }
        for (var row : access) {
            if (row.right() == Right.DENY
                    && row.who().mayFit(caller.logonName(), caller.account(), authority(caller))) {
                return true;
            }
        }
        return false;
    }

    /** Whether access.csv lets this person reset others' sessions here. */
    boolean resetPermission(Caller caller) {
        if (caller.isWatchdog()) {
            return false;
        }
        for (var row : access) {
            if (row.right() == Right.RESET && is(row.who(), caller)) {
                return true;
            }
        }
        return false;
    }

    /** Whether access.csv gives this person that here. */
    boolean privileged(Caller caller, Privilege what) {
        var right = switch (what) {
            case OPERATE -> Right.OPERATE;
            case APPROVE -> Right.APPROVE;
            case AUDIT -> Right.AUDIT;
        };
        return !caller.isWatchdog()
                && !accessDenied(caller)
                && access.stream().anyMatch(row -> row.right() == right && is(row.who(), caller));
    }

    /**
     * Whether this person may see others' sessions here: everybody may, unless a row gives somebody the right to; then they,
     * and whoever else has a right here.
     */
    boolean queryPermission(Caller caller) {
        return access.stream().noneMatch(row -> row.right() == Right.QUERY)
                || (!accessDenied(caller)
                        && access.stream().anyMatch(row -> row.right() != Right.DENY && is(row.who(), caller)));
    }

    /** Whether that cell names this caller, by the account on the warden's own machine or by the logon name. */
    private static boolean is(Who who, Caller caller) {
        return who.fits(caller.logonName(), caller.account(), authority(caller));
    }

    private static String authority(Caller caller) {
        return caller.account() == null ? "" : caller.account().authority();
    }

    boolean sharedAccount(Session session) {
        for (var row : shared) {
            if (row.account().mayFit(session.logonName(), session.account(), session.server())) {
                return true;
            }
        }
        return false;
    }

    boolean protectedAccount(Session session) {
        for (var row : protectedAccounts) {
            if ((row.session().equals(Tables.ANY) || row.session().equalsIgnoreCase(session.name()))
                    && row.account().mayFit(session.logonName(), session.account(), session.server())) {
                return true;
            }
        }
        return false;
    }

    /** The accounts that people.csv gives this person here. */
    List<Who> accountsOf(Caller caller) {
        return people.isEmpty()
                ? List.of()
                : people.stream()
                        .filter(row -> is(row.person(), caller))
                        .map(Person::account)
                        .toList();
    }

    /** How long that symptom must last here. */
    Threshold threshold(String symptom) {
        return thresholds.getOrDefault(symptom, Threshold.NO_ROW);
    }

    /** Which rungs are taken here for that symptom; a row that names the symptom counts before one for every symptom. */
    Ladder ladder(String symptom) {
        return ladders.getOrDefault(symptom, ladders.getOrDefault(Tables.ANY, Ladder.RESET));
    }

    Figures limits() {
        return limits;
    }

    boolean sameLogonNameOwns() {
        return sameLogonNameOwns;
    }

    ResetHours resetHours() {
        return resetHours;
    }

    /** The limits of the row that speaks most closely of that session: of its account first, then of its server. */
    TimeLimits timeLimits(Session session) {
        for (var row : stays) {
            if (row.account().fits(session.logonName(), session.account(), session.server())) {
                return row.limits();
            }
        }
        return TimeLimits.NONE;
    }
}

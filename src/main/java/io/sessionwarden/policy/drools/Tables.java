package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a policy say, checked and ready to be asked. Immutable and pure.
 *
 * @param access access.csv
 * @param shared shared-accounts.csv
 * @param protectedAccounts protected-accounts.csv
 * @param people people.csv
 * @param thresholds thresholds.csv
 * @param limits limits.csv
 * @param sameLogonNameOwns servers.csv: per server, whether the same logon name owns, as in version 4.0
 * @param resetHours reset-hours.csv
 * @param stays time-limits.csv
 */
record Tables(
        List<Access> access,
        List<Shared> shared,
        List<Protected> protectedAccounts,
        List<Person> people,
        Map<On, Threshold> thresholds,
        Map<On, Integer> limits,
        Map<String, Boolean> sameLogonNameOwns,
        ResetHours resetHours,
        List<Stay> stays) {

    /** The server that a row names when it means every server. */
    static final String ANY = "*";

    /** What limits.csv has a figure for, and the field that holds it. */
    static final Map<String, String> SCOPES = scopes();

    private static Map<String, String> scopes() {
        var scopes = new LinkedHashMap<String, String>();
        scopes.put("session", "sessionLimitPerHour");
        scopes.put("account", "accountLimitPerHour");
        scopes.put("server", "serverLimitPerHour");
        scopes.put("overall", "overallLimitPerHour");
        scopes.put("running", "runningLimit");
        scopes.put("storm-sessions", "stormSessions");
        scopes.put("storm-percent", "stormPercent");
        scopes.put("cooldown-seconds", "cooldownSeconds");
        scopes.put("recurrence-ask", "recurrenceAskLimit");
        scopes.put("recurrence-give-up", "recurrenceGiveUpLimit");
        return Collections.unmodifiableMap(scopes);
    }

    Tables {
        access = List.copyOf(access);
        shared = List.copyOf(shared);
        protectedAccounts = List.copyOf(protectedAccounts);
        people = List.copyOf(people);
        thresholds = Map.copyOf(thresholds);
        limits = Map.copyOf(limits);
        sameLogonNameOwns = Map.copyOf(sameLogonNameOwns);
        stays = List.copyOf(stays);
    }

    /** What a row of access.csv gives or takes. */
    enum Right {
        QUERY,
        RESET,
        DENY
    }

    record Access(Who who, String server, Right right) {}

    record Shared(String server, Who account) {}

    record Protected(String server, Who account, String session) {}

    /** The person, known on the warden's own machine, has that account on that server. */
    record Person(Who person, String server, Who account) {}

    record Threshold(int seconds, Mode mode, int graceSeconds) {}

    /** How long sessions of that account may stay on that server. */
    record Stay(String server, Who account, TimeLimits limits) {

        /** Whether it speaks of one account, or of one server. */
        private int narrowness() {
            return (account.form() == Who.Form.ANYBODY ? 0 : 2) + (server.equals(ANY) ? 0 : 1);
        }
    }

    /** A server, or {@link #ANY}, and what of it: a symptom's name, or a limit's scope. */
    record On(String server, String what) {}

    /** Whether access.csv denies this person every reset on this server. The watchdog is no person. */
    boolean accessDenied(Caller caller, String server) {
        return !caller.isWatchdog()
                && access.stream()
                        .anyMatch(row -> row.right() == Right.DENY && on(row.server(), server) && mayBe(row, caller));
    }

    /** Whether access.csv lets this person reset others' sessions on this server. */
    boolean resetPermission(Caller caller, String server) {
        return !caller.isWatchdog()
                && access.stream()
                        .anyMatch(
                                row -> row.right() == Right.RESET && on(row.server(), server) && is(row.who(), caller));
    }

    /**
     * Whether this person may see others' sessions on this server: everybody may, unless a row gives somebody the right to;
     * then they, and whoever may reset there.
     */
    boolean queryPermission(Caller caller, String server) {
        var rows = access.stream().filter(row -> on(row.server(), server)).toList();
        return rows.stream().noneMatch(row -> row.right() == Right.QUERY)
                || (!accessDenied(caller, server)
                        && rows.stream().anyMatch(row -> row.right() != Right.DENY && is(row.who(), caller)));
    }

    private static boolean mayBe(Access row, Caller caller) {
        return row.who().mayFit(caller.logonName(), caller.account(), authority(caller));
    }

    /** Whether that cell names this caller, by the account on the warden's own machine or by the logon name. */
    private static boolean is(Who who, Caller caller) {
        return who.fits(caller.logonName(), caller.account(), authority(caller));
    }

    private static String authority(Caller caller) {
        return Optional.ofNullable(caller.account()).map(Account::authority).orElse("");
    }

    boolean sharedAccount(Session session) {
        return shared.stream()
                .anyMatch(row -> on(row.server(), session.server())
                        && row.account().mayFit(session.logonName(), session.account(), session.server()));
    }

    boolean protectedAccount(Session session) {
        return protectedAccounts.stream()
                .anyMatch(row -> on(row.server(), session.server())
                        && (row.session().equals(ANY) || row.session().equalsIgnoreCase(session.name()))
                        && row.account().mayFit(session.logonName(), session.account(), session.server()));
    }

    /** The accounts that people.csv gives this person on this server. */
    List<Who> accountsOf(Caller caller, String server) {
        return people.stream()
                .filter(row -> row.server().equals(server) && is(row.person(), caller))
                .map(Person::account)
                .toList();
    }

    /** How long that symptom must last there; nothing where no row names it. */
    Optional<Threshold> threshold(String server, String symptom) {
        return nearest(thresholds, server, symptom);
    }

    /** The limits of the row that speaks most closely of that session: of its account first, then of its server. */
    TimeLimits timeLimits(Session session) {
        return stays.stream()
                .filter(row -> on(row.server(), session.server())
                        && row.account().fits(session.logonName(), session.account(), session.server()))
                .max(Comparator.comparingInt(Stay::narrowness))
                .map(Stay::limits)
                .orElse(TimeLimits.NONE);
    }

    /** The figure of that scope; -1 where no row names it. */
    int limit(String server, String scope) {
        return nearest(limits, server, scope).orElse(-1);
    }

    boolean sameLogonNameOwns(String server) {
        return Stream.of(sameLogonNameOwns.get(server), sameLogonNameOwns.get(ANY))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(false);
    }

    /** A row that names the server counts before one for every server. */
    private static <V> Optional<V> nearest(Map<On, V> rows, String server, String what) {
        return Optional.ofNullable(rows.get(new On(server, what)))
                .or(() -> Optional.ofNullable(rows.get(new On(ANY, what))));
    }

    /** The values that rows may give to a field of the fact, or that the field is compared with, by the field's name. */
    Map<String, Set<Object>> values() {
        var values = new TreeMap<String, Set<Object>>();
        thresholds.forEach((on, threshold) -> {
            add(values, "server", on.server());
            add(values, "symptom", on.what());
            add(values, "thresholdSeconds", (long) threshold.seconds());
            add(values, "thresholdMode", threshold.mode());
            add(values, "graceSeconds", (long) threshold.graceSeconds());
        });
        limits.forEach((on, most) -> {
            add(values, "server", on.server());
            add(values, String.valueOf(SCOPES.get(on.what())), (long) most);
        });
        sameLogonNameOwns.keySet().forEach(server -> add(values, "server", server));
        stays.forEach(stay -> {
            add(values, "server", stay.server());
            limit(values, "idleLimitSeconds", stay.limits().idle());
            limit(values, "disconnectedLimitSeconds", stay.limits().disconnected());
        });
        values.getOrDefault("server", new TreeSet<>()).remove(ANY);
        return Collections.unmodifiableMap(values);
    }

    private static void limit(Map<String, Set<Object>> values, String field, @Nullable Duration limit) {
        if (limit != null) {
            add(values, field, limit.toSeconds());
        }
    }

    private static void add(Map<String, Set<Object>> values, String field, Object value) {
        values.computeIfAbsent(field, name -> new TreeSet<>()).add(value);
    }

    private static boolean on(String row, String server) {
        return row.equals(ANY) || row.equals(server);
    }
}

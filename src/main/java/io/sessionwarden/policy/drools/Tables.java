package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.TimeLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a policy's tables, checked. Asked server by server, through {@link TablesByServer}. Immutable and pure.
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
 * @param ladders ladders.csv
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
        List<Stay> stays,
        Map<On, Ladder> ladders) {

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
        scopes.put("account-running", "accountRunningLimit");
        scopes.put("server-running", "serverRunningLimit");
        scopes.put("server-running-percent", "serverRunningPercentLimit");
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
        ladders = Map.copyOf(ladders);
    }

    /** What a row of access.csv gives or takes. */
    enum Right {
        QUERY,
        RESET,
        OPERATE,
        APPROVE,
        AUDIT,
        DENY
    }

    record Access(Who who, String server, Right right) {}

    record Shared(String server, Who account) {}

    record Protected(String server, Who account, String session) {}

    /** The person, known on the warden's own machine, has that account on that server. */
    record Person(Who person, String server, Who account) {}

    record Threshold(int seconds, Mode mode, int graceSeconds) {

        /** What counts where no row names the symptom. */
        static final Threshold NO_ROW = new Threshold(-1, Mode.OBSERVE, 0);
    }

    /** How long sessions of that account may stay on that server. */
    record Stay(String server, Who account, TimeLimits limits) {

        /** Whether it speaks of one account, or of one server. */
        int narrowness() {
            return (account.form() == Who.Form.ANYBODY ? 0 : 2) + (server.equals(ANY) ? 0 : 1);
        }
    }

    /** A server, or {@link #ANY}, and what of it: a symptom's name, or a limit's scope. */
    record On(String server, String what) {}

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
}

package io.sessionwarden.policy.replay;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In what the questions of a trial differ, and which fields of the fact and which tables hang on it. */
enum Facet {
    SERVER(false, "server"),
    OWNER(false, "account", "logonName", "sharedAccount", "protectedAccount", "ownership", "sameLogonNameOwns"),
    CALLER(false, "automatic", "caller", "callerAccount", "ownership", "resetPermission", "accessDenied"),
    NAME(false, "sessionName", "protectedAccount"),
    ID(false, "sessionId"),
    CONNECTOR(false, "connector"),
    STATE(false, "state"),
    STANDING(false, "standing"),
    SYMPTOM(false, "symptom", "thresholdSeconds", "thresholdMode", "graceSeconds"),
    AT(false, "resetsAllowedNow"),
    SICK(true, "sickSeconds", "thresholdSeconds"),
    WARNED(true, "warnedSeconds", "graceSeconds"),
    IDLE(true, "idleSeconds", "idleLimitSeconds"),
    DISCONNECTED(true, "disconnectedSeconds", "disconnectedLimitSeconds"),
    AGE(true, "ageSeconds"),
    OBSERVATIONS(true, "observations"),
    RECURRENCE(true, "recurrencesInDay", "recurrenceAskLimit", "recurrenceGiveUpLimit"),
    ALIKE(true, "sessionsOfLogonName"),
    SICK_OF_SERVER(true, "sickOfServer", "stormSessions"),
    SICK_PERCENT(true, "sickPercentOfServer", "stormPercent"),
    SESSION_RESETS(true, "sessionResetsInHour", "sessionLimitPerHour"),
    ACCOUNT_RESETS(true, "accountResetsInHour", "accountLimitPerHour"),
    SERVER_RESETS(true, "serverResetsInHour", "serverLimitPerHour"),
    OVERALL_RESETS(true, "overallResetsInHour", "overallLimitPerHour"),
    RUNNING(true, "runningResets", "runningLimit"),
    ACCOUNT_RUNNING(true, "accountRunningResets", "accountRunningLimit"),
    SERVER_RUNNING(
            true, "serverRunningResets", "serverRunningLimit", "serverRunningPercent", "serverRunningPercentLimit"),
    LAST_RESET(true, "secondsSinceLastReset", "cooldownSeconds");

    private static final Map<String, Set<Facet>> OF_TABLES = Map.of(
            "access.csv", EnumSet.of(SERVER, CALLER),
            "shared-accounts.csv", EnumSet.of(SERVER, OWNER, CALLER),
            "protected-accounts.csv", EnumSet.of(SERVER, OWNER, NAME),
            "people.csv", EnumSet.of(SERVER, OWNER, CALLER),
            "servers.csv", EnumSet.of(SERVER, OWNER, CALLER),
            "thresholds.csv", EnumSet.of(SERVER, SYMPTOM, SICK, WARNED),
            "limits.csv",
                    EnumSet.of(
                            SERVER,
                            RECURRENCE,
                            SICK_OF_SERVER,
                            SICK_PERCENT,
                            SESSION_RESETS,
                            ACCOUNT_RESETS,
                            SERVER_RESETS,
                            OVERALL_RESETS,
                            RUNNING,
                            ACCOUNT_RUNNING,
                            SERVER_RUNNING,
                            LAST_RESET),
            "reset-hours.csv", EnumSet.of(SERVER, AT),
            "time-limits.csv", EnumSet.of(SERVER, OWNER, SYMPTOM, IDLE, DISCONNECTED),
            "ladders.csv", EnumSet.of(SERVER, SYMPTOM));

    private final boolean number;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> fields;

    Facet(boolean number, String... fields) {
        this.number = number;
        this.fields = List.of(fields);
    }

    /** Whether its values are numbers, of which each that stands somewhere is tried, one less and one more. */
    boolean isNumber() {
        return number;
    }

    static Set<Facet> ofTable(String table) {
        return OF_TABLES.getOrDefault(table, EnumSet.noneOf(Facet.class));
    }

    static Set<Facet> ofFields(Set<String> fields) {
        var facets = EnumSet.noneOf(Facet.class);
        Arrays.stream(values())
                .filter(facet -> facet.fields.stream().anyMatch(fields::contains))
                .forEach(facets::add);
        return facets;
    }
}

package io.sessionwarden.report;

import io.sessionwarden.audit.AuditRecord;

/**
 * What a report is about: a period, and of it perhaps one server, account or rule only. Empty texts mean all.
 *
 * @param period the period
 * @param server the server's configured name; what befell the warden itself belongs to every server
 * @param account a logon name, or an account such as {@code local:1001}: the incidents of its sessions
 * @param rule a rule's title: the incidents about which it spoke
 */
public record Scope(Period period, String server, String account, String rule) {

    /** All of a period. */
    public static Scope of(Period period) {
        return new Scope(period, "", "", "");
    }

    /** Whether only some incidents are meant, which can be told by all records of each only. */
    boolean choosesIncidents() {
        return !account.isEmpty() || !rule.isEmpty();
    }

    boolean covers(AuditRecord record) {
        return period.covers(record.at()) && wantsServer(record.event().server());
    }

    boolean wantsServer(String name) {
        return server.isEmpty() || name.isEmpty() || name.equals(server);
    }

    boolean wants(Story story) {
        return wantsServer(story.server())
                && (account.isEmpty() || account.equals(story.logonName()) || account.equals(story.account()))
                && (rule.isEmpty() || story.rules().contains(rule));
    }
}

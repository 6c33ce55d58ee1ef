package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;

/** Whose session a record is about. Pure. */
final class Accounts {

    static final String UNKNOWN = "(cannot be told)";

    private Accounts() {}

    /** The logon name with the account, as {@code alice (local:1001)}. */
    static String of(AuditEvent event) {
        var account = event.detail("account");
        return account.isEmpty() ? UNKNOWN : event.detail("logonName") + " (" + account + ")";
    }
}

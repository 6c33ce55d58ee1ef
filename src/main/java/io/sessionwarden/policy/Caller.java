package io.sessionwarden.policy;

import io.sessionwarden.session.Account;
import io.sessionwarden.session.SessionIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a reset, by the kernel's word and never by the caller's own.
 *
 * @param logonName the name the caller logged on with
 * @param account the caller's account on the warden's own machine; null for the watchdog, and for a caller that cannot be
 *     told, who owns nothing
 * @param sits the session that the caller sits in, or null where there is none or it cannot be told
 * @param administrator whether the caller is root or the warden's own user
 */
public record Caller(
        String logonName,
        @Nullable Account account,
        @Nullable SessionIdentity sits,
        boolean administrator) {

    /** The watchdog itself. */
    public static final Caller WATCHDOG = new Caller("watchdog", null, null, false);

    /** How the trail names the caller: the logon name, and the account where it can be told. */
    public String who() {
        return account == null ? logonName : logonName + " (" + account + ")";
    }

    /** Whether it equals {@link #WATCHDOG}; asked several times for each decision, so without the detour of a record's own way. */
    public boolean isWatchdog() {
        return account == null && sits == null && !administrator && logonName.equals(WATCHDOG.logonName);
    }
}

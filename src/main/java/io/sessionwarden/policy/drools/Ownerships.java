package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Ownership;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a session is the caller's own. Compares accounts and never takes an equal name for an equal person; nothing
 * is the same because it looks alike: not another case, not a name with and without its domain, not the same name on
 * another server.
 *
 * <p>On the server whose accounts the caller's own account is one of, that account counts directly. Elsewhere only what
 * people.csv says counts.
 */
final class Ownerships {

    /** What the kernel gives out for "nobody I can name": overflow uids and -1. They are many people, or none. */
    private static final Set<String> NOBODY = Set.of("65534", "65535", "4294967294", "4294967295", "-1");

    private final ServerTables tables;

    Ownerships(ServerTables tables) {
        this.tables = tables;
    }

    /** How much of the session is the caller's. The watchdog owns nothing. */
    Ownership of(Caller caller, Session session) {
        if (caller.isWatchdog() || !known(caller.logonName(), caller.account())) {
            return Ownership.NONE;
        }
        if (session.identity().equals(caller.sits())) {
            return Ownership.THIS_SESSION;
        }
        if (!known(session.logonName(), session.account())) {
            return Ownership.NONE;
        }
        if (sameAccount(caller, session)) {
            return Ownership.SAME_ACCOUNT;
        }
        return sameLogonName(caller, session) ? Ownership.SAME_LOGON_NAME : Ownership.NONE;
    }

    /** Whether the caller may see the session: one of their own account, or everybody's. */
    boolean mayQuery(Caller caller, Session session) {
        return caller.administrator()
                || tables.queryPermission(caller)
                || Set.of(Ownership.THIS_SESSION, Ownership.SAME_ACCOUNT).contains(of(caller, session));
    }

    /** The caller's account on the session's server as people write it, or the empty text. */
    String callerAccount(Caller caller, Session session) {
        var account = caller.account();
        if (account != null && account.authority().equals(session.server())) {
            return account.toString();
        }
        var accounts = tables.accountsOf(caller);
        return accounts.isEmpty() ? "" : accounts.get(0).toString();
    }

    private boolean sameAccount(Caller caller, Session session) {
        if (atHome(caller, session)
                && session.account() != null
                && session.account().equals(caller.account())) {
            return true;
        }
        return tables.accountsOf(caller).stream().anyMatch(account -> names(account, session));
    }

    /** A row that gives a logon name means the account of that name on the server itself, not one of a directory. */
    private static boolean names(Who account, Session session) {
        boolean serversOwn =
                session.account() != null && session.account().authority().equals(session.server());
        return account.fits(session.logonName(), session.account(), session.server())
                && (account.form() != Who.Form.NAME || serversOwn);
    }

    private boolean sameLogonName(Caller caller, Session session) {
        if (atHome(caller, session) && caller.logonName().equals(session.logonName())) {
            return true;
        }
        return tables.accountsOf(caller).stream()
                .anyMatch(account ->
                        account.form() == Who.Form.NAME && account.value().equals(session.logonName()));
    }

    private static boolean atHome(Caller caller, Session session) {
        return caller.account() != null && caller.account().authority().equals(session.server());
    }

    private static boolean known(@Nullable String logonName, @Nullable Account account) {
        return logonName != null && !logonName.isBlank() && account != null && !NOBODY.contains(account.id());
    }
}

package io.sessionwarden.policy.drools;

import io.sessionwarden.session.Account;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a table that names an account.
 *
 * <p>Rows that give something must fit to the letter; rows that refuse or protect fit upper and lower case alike, because
 * a doubt must not open anything.
 *
 * @param form how it names it
 * @param value the logon name, the uid, the account, or {@code *}
 */
record Who(Form form, String value) {

    enum Form {
        /** {@code *} */
        ANYBODY,
        /** {@code uid:1001}: that number among the accounts of the server itself. The surest form for Unix. */
        UID,
        /** {@code CORP:S-1-5-21-7}: authority and id as the warden shows accounts. */
        ACCOUNT,
        /** {@code ann} or {@code CORP\ann}: what was typed to log on. Two accounts may share it. */
        NAME
    }

    static Who parse(String cell) {
        if (cell.equals("*")) {
            return new Who(Form.ANYBODY, cell);
        }
        if (cell.startsWith("uid:")) {
            return new Who(Form.UID, cell.substring(4));
        }
        return new Who(cell.indexOf(':') > 0 ? Form.ACCOUNT : Form.NAME, cell);
    }

    /** Whether the cell can be right at all. */
    boolean wellFormed() {
        return switch (form) {
            case UID -> value.matches("[0-9]{1,10}");
            case ANYBODY -> true;
            case ACCOUNT -> value.matches("[^:]+:.+");
            case NAME -> !value.isBlank() && value.chars().noneMatch(Character::isISOControl);
        };
    }

    /** Whether this very account is meant, on a server of that name. */
    boolean fits(@Nullable String logonName, @Nullable Account account, String server) {
        return form == Form.NAME ? value.equals(logonName) : fitsAccount(account, server);
    }

    /** Whether this account may be meant: logon names count upper and lower case alike. */
    boolean mayFit(@Nullable String logonName, @Nullable Account account, String server) {
        return form == Form.NAME ? value.equalsIgnoreCase(logonName) : fitsAccount(account, server);
    }

    private boolean fitsAccount(@Nullable Account account, String server) {
        return switch (form) {
            case ANYBODY -> true;
            case UID ->
                account != null
                        && account.authority().equals(server)
                        && account.id().equals(value);
            case ACCOUNT -> account != null && account.toString().equals(value);
            case NAME -> false;
        };
    }

    @Override
    public String toString() {
        return form == Form.UID ? "uid:" + value : value;
    }
}

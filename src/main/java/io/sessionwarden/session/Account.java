package io.sessionwarden.session;

/**
 * Who somebody is, as against the logon name that was typed. Two accounts may share a logon name, and two names may be
 * one account.
 *
 * @param authority who gave the id: the server's name for local accounts, otherwise the directory or domain
 * @param id a uid or a SID, as text
 */
public record Account(String authority, String id) {

    public Account {
        if (authority.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("an account needs an authority and an id");
        }
    }

    public static Account ofUid(String authority, long uid) {
        return new Account(authority, Long.toString(uid));
    }

    @Override
    public String toString() {
        return authority + ":" + id;
    }
}

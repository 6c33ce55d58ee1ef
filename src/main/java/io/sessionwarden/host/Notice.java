package io.sessionwarden.host;

/**
 * Whether the user of a session was told something.
 *
 * @param told whether it stands where that user can see it
 * @param how where it stands, or why nobody was told
 */
public record Notice(boolean told, String how) {

    public static Notice told(String where) {
        return new Notice(true, where);
    }

    public static Notice untold(String why) {
        return new Notice(false, why);
    }
}

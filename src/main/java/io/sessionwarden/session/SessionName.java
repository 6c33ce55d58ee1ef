package io.sessionwarden.session;

/**
 * A name that the administrator gave to a session ({@code config/sessions.csv}), and what it is given to.
 *
 * @param server the server's configured name
 * @param connector the connector's name
 * @param vital which of the session's vitals is compared: {@code tty}, {@code mark} or {@code pane}, say
 * @param value what it must equal
 * @param name the name to use from then on
 * @param standing whether the session should always be there; only then is its absence an illness
 */
public record SessionName(String server, String connector, String vital, String value, String name, boolean standing) {

    public SessionName {
        if (value.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a session name needs a value to match and a name");
        }
    }

    public boolean fits(Session session) {
        return session.server().equals(server)
                && session.connector().equals(connector)
                && session.vital(vital).equals(value);
    }
}

package io.sessionwarden.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done about a sick session, gentlest first. A ladder is some of these in this order. */
public enum Rung {
    /** Lets it go on: what is stopped is continued, and flow control is switched on again. */
    CONTINUE,
    /** Tells its user what is coming, who then has a grace in which to object. */
    WARN,
    /** Takes the client away and leaves the session standing. */
    DISCONNECT,
    /** Asks its leader to end it, as a log-off does. */
    LOG_OFF,
    /** Ends it: asked first, then made to. The device closes and, where it is to, reopens. */
    RESET,
    /** Ends it without asking. */
    FORCE,
    /** Nothing more is done by itself: a human is told. */
    HUMAN;

    /** Whether the session is gone where it worked; the others leave it standing. */
    public boolean closes() {
        return this == LOG_OFF || this == RESET || this == FORCE;
    }

    /** As tables, rules and records write it: {@code log-off}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rung that is written so. */
    public static Optional<Rung> find(String word) {
        return Arrays.stream(values()).filter(rung -> rung.word().equals(word)).findFirst();
    }
}

package io.sessionwarden.cycle;

import io.sessionwarden.policy.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What people can say to the watchdog. Each word is recorded with the person, and what is queued and has not acted yet is
 * withdrawn by it at once. Who may say what is for the caller of this to know. Safe for use by several threads.
 */
public interface Interventions {

    /**
     * Approves the cycle of that incident, which waits for a human, and sets it going; before the act everything is looked at
     * again. Nobody approves their own request.
     */
    Word approve(Caller who, String incident);

    /** Rejects the cycle of that incident, which waits for a human; the incident is kept from then on. */
    Word reject(Caller who, String incident);

    /** Nothing automatic is done about that incident, as long as it lasts. */
    Word keep(Caller who, String incident, String reason);

    /** What the watchdog gave up with that incident, or at that seat, is in its hands again. */
    Word acknowledge(Caller who, String incident);

    /**
     * Nothing automatic is begun.
     *
     * @param server a server's name, or {@link Hold#EVERYWHERE}
     * @param lasts for how long; null until {@link #resume}
     */
    Word pause(Caller who, String server, String reason, @Nullable Duration lasts);

    /** Ends a pause. */
    Word resume(Caller who, String server);

    /** Puts a note into the trail, with the incident. */
    Word note(Caller who, String incident, String text);

    /** What came of somebody's word. */
    sealed interface Word {
        /** It was taken; {@code told} says in plain words what that means. */
        record Taken(String told) implements Word {}

        /** It was not, and why. */
        record Refused(String why) implements Word {}

        /** There is nothing that it could be about. */
        record Nothing(String why) implements Word {}
    }
}

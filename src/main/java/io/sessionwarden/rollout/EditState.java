package io.sessionwarden.rollout;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The states of an edit of the policy. The table of what may follow what is the state machine.
 *
 * <pre>
 * LOADED   -> CHECKED    its files have rested and are a policy; its scenarios and guarantees hold
 * LOADED   -> REFUSED    one of them does not hold
 * LOADED   -> IN_FORCE   there was no policy in force yet, or the files are again those in force
 * CHECKED  -> IN_FORCE   it only narrows what is permitted, or no edit is to wait
 * CHECKED  -> WAITING    it may permit more, or every edit is to wait
 * WAITING  -> IN_FORCE   somebody activated it
 * WAITING  -> REPLACED   the files were edited again
 * IN_FORCE -> REPLACED   another one came into force
 * REFUSED, REPLACED, WAITING -> LOADED    the files are found again, such as at a start
 * </pre>
 */
public enum EditState {
    LOADED,
    CHECKED,
    WAITING,
    IN_FORCE,
    REFUSED,
    REPLACED;

    private static final Map<EditState, Set<EditState>> MAY_FOLLOW = Map.of(
            LOADED, EnumSet.of(CHECKED, REFUSED, IN_FORCE),
            CHECKED, EnumSet.of(IN_FORCE, WAITING),
            WAITING, EnumSet.of(IN_FORCE, REPLACED, LOADED),
            IN_FORCE, EnumSet.of(REPLACED),
            REFUSED, EnumSet.of(LOADED),
            REPLACED, EnumSet.of(LOADED));

    public boolean mayBecome(EditState next) {
        return MAY_FOLLOW.getOrDefault(this, Set.of()).contains(next);
    }

    /** As people read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

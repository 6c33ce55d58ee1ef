package io.sessionwarden.control;

import java.util.HashMap;
import java.util.Map;

/**
 * How many connections may be served at once. Some places are kept for administrators, so that no crowd of users can lock
 * them out. Safe for use by several threads.
 */
final class Admission {

    static final int PLACES = 32;
    static final int PLACES_OF_ONE_USER = 8;
    static final int KEPT_FOR_ADMINISTRATORS = 4;

    private final Map<Long, Integer> taken = new HashMap<>();
    private int all;

    /** Takes a place, if there is one. Whoever got one gives it back with {@link #leave}. */
    synchronized boolean enter(long uid, boolean administrator) {
        int places = administrator ? PLACES : PLACES - KEPT_FOR_ADMINISTRATORS;
        if (all >= places || taken.getOrDefault(uid, 0) >= PLACES_OF_ONE_USER) {
            return false;
        }
        all++;
        taken.merge(uid, 1, Integer::sum);
        return true;
    }

    synchronized void leave(long uid) {
        all--;
        taken.computeIfPresent(uid, (who, count) -> count == 1 ? null : count - 1);
    }

    synchronized int all() {
        return all;
    }
}

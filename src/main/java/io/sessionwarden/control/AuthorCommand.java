package io.sessionwarden.control;

import java.util.Map;
import java.util.Set;

/**
 * One command of another room, such as the policy's author's or the auditor's, for administrators. Safe for use by several threads; a fault is thrown, and ends
 * this one answer only.
 */
public interface AuthorCommand {

    /** The names of the arguments that it takes from whoever asks over the socket. */
    Set<String> takes();

    /**
     * Carries it out.
     *
     * @param who who asks, as the trail names people
     * @param args what was typed, by its names, without what was not given; none but what it takes
     */
    Answer answer(String who, Map<String, String> args);
}

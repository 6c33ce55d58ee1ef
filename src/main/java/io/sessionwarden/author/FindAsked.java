package io.sessionwarden.author;

import java.util.Map;

/** Finds the question that somebody wants explained. */
@FunctionalInterface
interface FindAsked {

    /**
     * The question that these arguments name: of a record, or about a live session.
     *
     * @param who who wants to know
     * @throws Refusal where there is none
     */
    Asked find(String who, Map<String, String> args);
}

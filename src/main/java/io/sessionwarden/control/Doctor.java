package io.sessionwarden.control;

import java.util.Map;

/** Finds out what is missing, for {@code warden doctor}; changes nothing. Safe for use by several threads. */
@FunctionalInterface
public interface Doctor {

    /**
     * What was found, with exit 0 where nothing stands in the way.
     *
     * @param args {@code server} and {@code json}, as typed and each possibly missing
     */
    Answer examine(Map<String, String> args);
}

package io.sessionwarden.control;

import java.util.Map;

/** Writes reports for {@code warden report}. Safe for use by several threads. */
@FunctionalInterface
public interface Reporting {

    /**
     * The report that was asked for.
     *
     * @param args {@code from} and {@code to} (dates), {@code quarter} (2026Q3) and {@code format} (text, html), as typed and
     *     each possibly missing
     */
    Answer report(Map<String, String> args);
}

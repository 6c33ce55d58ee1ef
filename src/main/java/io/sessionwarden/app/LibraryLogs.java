package io.sessionwarden.app;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the libraries may say by themselves, as long as the logging configuration says nothing of them. */
final class LibraryLogs {

    private static final Map<String, Level> LEVELS = Map.of(
            "com.zaxxer.hikari", Level.WARNING,
            // Whatever fails is thrown as well; and each release warns of every H2 that is newer than itself.
            "org.flywaydb", Level.SEVERE,
            "org.hibernate", Level.WARNING,
            // A refused row is an answer here, and everything else is thrown as well.
            "org.hibernate.orm.jdbc.error", Level.OFF,
            // Whatever fails is thrown as well; and a line for each connection would fill the log of a warden.
            "org.apache.sshd", Level.SEVERE);

    /** Held, because the log manager forgets a logger that nobody holds, and its level with it. */
    private static final List<Logger> HELD =
            LEVELS.keySet().stream().map(Logger::getLogger).toList();

    private LibraryLogs() {}

    static void quieten() {
        HELD.stream()
                .filter(logger -> logger.getLevel() == null)
                .forEach(logger -> logger.setLevel(LEVELS.get(logger.getName())));
    }
}

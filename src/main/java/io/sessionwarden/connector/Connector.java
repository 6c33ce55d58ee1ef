package io.sessionwarden.connector;

import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One technology by which sessions are listed and reset. Found by {@link java.util.ServiceLoader}; no state of its own. */
public interface Connector {

    /** The name used in configuration, identities and rules: {@code terminal}, {@code tmux}. */
    String name();

    /** Which sessions a connector lists, from those that it alone knows to those that others may know better. */
    enum Breadth {
        /** Those of one technology. */
        TECHNOLOGY,
        /** Whoever has logged on, by whatever technology. */
        LOGONS,
        /** Whatever has a terminal. */
        TERMINALS
    }

    /** Of two connectors that list the same session, the one that lists less has it. */
    default Breadth breadth() {
        return Breadth.TECHNOLOGY;
    }

    /** Whether its servers are Unix hosts, with a POSIX shell. */
    default boolean unix() {
        return true;
    }

    /**
     * The settings that it takes, each with what refuses senseless values of it: by an {@link IllegalArgumentException} whose
     * message goes on after the setting's name.
     */
    default Map<String, Consumer<List<String>>> settings() {
        return Map.of();
    }

    /**
     * What of these settings counts for less than it says, on a server with that time-out: each a sentence that says what to do.
     * Most have nothing to say.
     */
    default List<String> remarks(Map<String, List<String>> settings, Duration timeout) {
        return List.of();
    }

    /**
     * Prepares access to one server's sessions; reaches for nothing yet.
     *
     * @throws IllegalArgumentException where a setting is unknown or senseless, naming it
     */
    SessionHost open(Target target);

    /** The probes that understand what this connector's hosts list. */
    List<Probe> probes();
}

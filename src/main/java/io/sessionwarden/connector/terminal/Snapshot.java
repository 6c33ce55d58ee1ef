package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One machine at one moment.
 *
 * @param boot the id of its present boot
 * @param booted when it started, by its own clock
 * @param now the moment, by its own clock
 * @param consoles the terminals of its system console
 * @param processes its processes by pid: all of them, or those that have to do with terminals
 * @param facts what else can be asked about them
 */
record Snapshot(
        String boot,
        Instant booted,
        Instant now,
        Set<String> consoles,
        Map<Integer, ProcessStat> processes,
        Processes facts) {

    Snapshot {
        consoles = Set.copyOf(consoles);
        processes = Map.copyOf(processes);
    }
}

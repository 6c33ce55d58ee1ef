package io.sessionwarden.app;

import io.sessionwarden.app.config.AuditSettings;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.control.Doctor;
import io.sessionwarden.control.Practising;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.policy.Edits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a warden is to watch, and by which rules.
 *
 * @param home where it lives
 * @param data its data folder
 * @param policy the folders of its policy, later ones before earlier ones
 * @param edits which edits of the policy wait
 * @param audit how its trail is kept
 * @param servers what it watches; closed with the warden
 * @param intervals how often each of them is swept
 * @param files the hashes of its configuration files, by their names
 * @param evidence where evidence lies outside the trail
 * @param doctor says what is missing
 * @param practice breaks practice sessions by hand
 * @param listener is told each record of the trail once it is durable
 */
record Plan(
        Home home,
        Path data,
        List<Path> policy,
        Edits edits,
        AuditSettings audit,
        List<WatchedServer> servers,
        Map<String, Duration> intervals,
        SortedMap<String, String> files,
        EvidenceStore evidence,
        Doctor doctor,
        Practising practice,
        Consumer<AuditRecord> listener) {

    /** How far apart two sweeps may lie before it counts as not watching. */
    Map<String, Duration> attention() {
        var limits = new TreeMap<String, Duration>();
        intervals.forEach((server, interval) -> {
            var five = interval.multipliedBy(5);
            limits.put(server, five.compareTo(Duration.ofSeconds(10)) < 0 ? Duration.ofSeconds(10) : five);
        });
        return limits;
    }

    /** The name of the server that this machine is; where it is none of them, one that no server can have. */
    String localServer() {
        return servers.stream()
                .filter(WatchedServer::local)
                .map(WatchedServer::name)
                .findFirst()
                .orElse("this machine");
    }
}

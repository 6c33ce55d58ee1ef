package io.sessionwarden.app;

import io.sessionwarden.app.config.AuditSettings;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.notary.AppendedFile;
import io.sessionwarden.notary.Destination;
import io.sessionwarden.notary.KeyFile;
import io.sessionwarden.notary.Mail;
import io.sessionwarden.notary.NightWatch;
import io.sessionwarden.notary.Notary;
import io.sessionwarden.notary.Syslog;
import io.sessionwarden.schedule.Chores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who signs the trail and who verifies it at night, as the configuration has it.
 *
 * @param notary signs checkpoints
 * @param nights verifies
 */
record TrailCare(AuditSettings settings, Notary notary, NightWatch nights) {

    /**
     * Reads the key, or makes one.
     *
     * @param revision the policy's revision in force
     * @throws IOException where the key cannot be used, in words
     */
    static TrailCare of(AuditSettings settings, AuditTrail trail, Supplier<String> revision, InstantSource clock)
            throws IOException {
        var host = host();
        var key = KeyFile.open(settings.key(), "session-warden/" + host);
        return new TrailCare(
                settings,
                new Notary(trail, key, destinations(settings, host), revision, clock),
                new NightWatch(trail, settings.payloadDays(), revision, clock));
    }

    private static String host() throws IOException {
        var name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        return name.matches("[A-Za-z0-9._-]{1,64}") ? name : "unnamed";
    }

    private static List<Destination> destinations(AuditSettings settings, String host) {
        var destinations = new ArrayList<Destination>();
        destinations.add(new AppendedFile(settings.file()));
        if (settings.syslog() != null) {
            destinations.add(new Syslog(settings.syslog(), host));
        }
        if (settings.mail() != null) {
            destinations.add(new Mail(settings.sendmail(), settings.mail()));
        }
        return destinations;
    }

    /** Has both done from now on at their times. */
    void begin(Chores chores) {
        chores.every("checkpoint", settings.every(), () -> notary.sign("watchdog"));
        chores.daily("verification of the trail", settings.verify(), nights::pass);
    }

    /** What is wrong, for {@code status}. */
    List<String> trouble() {
        var trouble = new ArrayList<>(nights.warnings());
        trouble.addAll(notary.trouble());
        return trouble;
    }
}

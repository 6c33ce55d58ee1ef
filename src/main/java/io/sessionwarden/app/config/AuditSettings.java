package io.sessionwarden.app.config;

import io.sessionwarden.report.command.Every;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the trail is kept.
 *
 * @param key the file of the key that signs checkpoints, absolute; made where it is not there
 * @param every how often a checkpoint is signed, from a minute to a day; one is at each stop, too
 * @param verify at which time of the day, here, the whole trail is verified
 * @param payloadDays after how many days payloads are removed; nothing where they are kept for ever
 * @param file the file that checkpoints are appended to, absolute
 * @param syslog where they are sent besides: {@code local}, {@code udp://HOST:PORT} or {@code tcp://HOST:PORT}; or null
 * @param mail to which address they are mailed; or null
 * @param sendmail the command that takes the mail, absolute
 * @param report which reports are mailed; null where none is
 */
public record AuditSettings(
        Path key,
        Duration every,
        LocalTime verify,
        OptionalInt payloadDays,
        Path file,
        @Nullable String syslog,
        @Nullable String mail,
        Path sendmail,
        @Nullable MailedReport report) {

    /**
     * Reports that are mailed.
     *
     * @param mail to which address
     * @param every how long each is
     * @param at at which time of the day, here, the one of a period that is over goes
     */
    public record MailedReport(String mail, Every every, LocalTime at) {}

    /** What holds where the configuration says nothing. */
    public static AuditSettings in(Path data) {
        return new AuditSettings(
                data.resolve("audit.key"),
                Duration.ofHours(1),
                LocalTime.of(3, 0),
                OptionalInt.empty(),
                data.resolve("checkpoints.txt"),
                null,
                null,
                Path.of("/usr/sbin/sendmail"),
                null);
    }
}

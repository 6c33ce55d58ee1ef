package io.sessionwarden.app.config;

import io.sessionwarden.app.config.AuditSettings.MailedReport;
import io.sessionwarden.notary.Mail;
import io.sessionwarden.notary.Syslog;
import io.sessionwarden.report.command.Every;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code audit}. */
final class AuditReader {

    private static final Set<String> KEYS = Set.of("key", "verify", "payloads", "checkpoints", "report");
    private static final Set<String> REPORT_KEYS = Set.of("mail", "every", "at");
    private static final Set<String> CHECKPOINT_KEYS = Set.of("every", "file", "syslog", "mail", "sendmail");

    /** Incidents are replayed and reported for a quarter. */
    private static final Duration SHORTEST_KEPT = Duration.ofDays(100);

    private static final LocalTime MAILED_AT = LocalTime.of(6, 0);

    private final Problems problems;
    private final Function<String, Path> path;
    private final AuditSettings usual;

    /**
     * A reader of one file.
     *
     * @param path makes a path absolute
     * @param usual what holds where the file says nothing
     */
    AuditReader(Problems problems, Function<String, Path> path, AuditSettings usual) {
        this.problems = problems;
        this.path = path;
        this.usual = usual;
    }

    AuditSettings read(YamlNode node) {
        var audit = new MappingReader(node, "'audit'", KEYS, problems);
        var sent = audit.find("checkpoints")
                .map(value -> new MappingReader(value, "'checkpoints'", CHECKPOINT_KEYS, problems))
                .orElse(new MappingReader(
                        new YamlNode.Mapping(1, 1, List.of()), "'checkpoints'", CHECKPOINT_KEYS, problems));
        return new AuditSettings(
                audit.value("key", path).orElse(usual.key()),
                sent.value("every", text -> DurationText.parse(text, Duration.ofMinutes(1), Duration.ofDays(1)))
                        .orElse(usual.every()),
                audit.value("verify", AuditReader::time).orElse(usual.verify()),
                audit.value("payloads", AuditReader::days).orElse(usual.payloadDays()),
                sent.value("file", path).orElse(usual.file()),
                sent.value("syslog", AuditReader::syslog).orElse(null),
                sent.value("mail", AuditReader::mail).orElse(null),
                sent.value("sendmail", path).orElse(usual.sendmail()),
                audit.find("report").map(this::report).orElse(null));
    }

    private @Nullable MailedReport report(YamlNode node) {
        var report = new MappingReader(node, "'report'", REPORT_KEYS, problems);
        report.require("mail", "'report'");
        var to = report.value("mail", AuditReader::mail);
        var every = report.value("every", AuditReader::every).orElse(Every.MONTH);
        var at = report.value("at", AuditReader::time).orElse(MAILED_AT);
        return to.map(address -> new MailedReport(address, every, at)).orElse(null);
    }

    private static Every every(String text) {
        return Arrays.stream(Every.values())
                .filter(every -> every.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is day, week, month or quarter, not '" + text + "'"));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is a time of the day such as 03:00, not '" + text + "'", e);
        }
    }

    private static OptionalInt days(String text) {
        var kept = DurationText.parse(text, SHORTEST_KEPT, Duration.ofDays(36_500));
        return OptionalInt.of((int) kept.toDays());
    }

    private static String syslog(String text) {
        return new Syslog(text, "-").target();
    }

    private static String mail(String text) {
        return new Mail(Path.of("/"), text).to();
    }
}

package io.sessionwarden.app.config;

import io.sessionwarden.notary.Mail;
import io.sessionwarden.notary.Syslog;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code audit}. */
final class AuditReader {

    private static final Set<String> KEYS = Set.of("key", "verify", "payloads", "checkpoints");
    private static final Set<String> CHECKPOINT_KEYS = Set.of("every", "file", "syslog", "mail", "sendmail");

    /** Incidents are replayed and reported for a quarter. */
    private static final Duration SHORTEST_KEPT = Duration.ofDays(100);

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
                sent.value("sendmail", path).orElse(usual.sendmail()));
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

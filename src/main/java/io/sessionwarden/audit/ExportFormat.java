package io.sessionwarden.audit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms in which records leave the program. Only {@link #JSONL} can be verified. */
public enum ExportFormat {
    /** The lines of {@link ExportLine}. */
    JSONL,
    /** RFC 4180, with a header; what a spreadsheet would take for a formula has an apostrophe before it. */
    CSV,
    /** RFC 5424, facility log audit. */
    SYSLOG;

    private static final List<String> COLUMNS = List.of(
            "sequence",
            "at",
            "type",
            "source",
            "outcome",
            "who",
            "incident",
            "server",
            "session",
            "revision",
            "details",
            "hash");

    /** Facility 13 (log audit), severity 5 (notice). */
    private static final int PRIORITY = 13 * 8 + 5;

    /** The format of that name, in any case; an exception with the names of all otherwise. */
    public static ExportFormat named(String name) {
        for (var format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("there is no format '" + name + "'");
    }

    /** What stands before the first record: nothing, or a line without its end. */
    public String header() {
        return this == CSV ? String.join(",", COLUMNS) : "";
    }

    /** One record as one line, without its end. */
    public String line(Link link) {
        return switch (this) {
            case JSONL -> ExportLine.of(link);
            case CSV ->
                List.of(
                                Long.toString(link.sequence()),
                                link.at(),
                                link.type(),
                                link.source(),
                                link.outcome(),
                                link.who(),
                                link.incident(),
                                link.server(),
                                link.session(),
                                link.revision(),
                                link.payload(),
                                link.hash())
                        .stream()
                        .map(ExportFormat::cell)
                        .collect(Collectors.joining(","));
            case SYSLOG -> syslog(link);
        };
    }

    private static String cell(String text) {
        var plain = text.chars()
                .mapToObj(c -> c < ' ' || (c >= 0x7f && c < 0xa0) ? " " : String.valueOf((char) c))
                .collect(Collectors.joining());
        var harmless = !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
        return harmless.matches("[A-Za-z0-9 ._:/'-]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }

    private static String syslog(Link link) {
        return String.format(
                Locale.ROOT,
                "<%d>1 %s %s session-warden - %s [record@32473 sequence=\"%d\" source=\"%s\" outcome=\"%s\" who=\"%s\""
                        + " incident=\"%s\" session=\"%s\" revision=\"%s\" hash=\"%s\"] \ufeff%s",
                PRIORITY,
                link.at(),
                link.server().matches("[!-~]{1,255}") ? link.server() : "-",
                link.type().length() > 32 ? link.type().substring(0, 32) : link.type(),
                link.sequence(),
                parameter(link.source()),
                parameter(link.outcome()),
                parameter(link.who()),
                parameter(link.incident()),
                parameter(link.session()),
                parameter(link.revision()),
                link.hash(),
                link.payload());
    }

    /** RFC 5424, 6.3.3; and no line of its own. */
    private static String parameter(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\\"\\]])", "\\\\$1");
    }
}

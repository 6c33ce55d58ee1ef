package io.sessionwarden.report.form;

import io.sessionwarden.report.ReportSource;
import io.sessionwarden.report.Story;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The incidents of a report, one a row (RFC 4180, UTF-8), times in UTC. What a spreadsheet would take for a formula has an
 * apostrophe before it.
 */
final class CsvForm {

    private static final List<String> COLUMNS = List.of(
            "incident",
            "server",
            "session",
            "logonName",
            "account",
            "symptom",
            "opened",
            "closed",
            "ending",
            "lastedMillis",
            "rules",
            "evidence",
            "decision",
            "explanation");

    private CsvForm() {}

    /** @param incidents is not asked: there is nothing else in a CSV */
    static void write(ReportSource source, boolean incidents, OutputStream stream) throws IOException {
        var out = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        out.print(row(COLUMNS));
        source.eachStory(story -> out.print(row(cells(story))));
        if (out.checkError()) {
            throw new IOException("the report could not be written whole");
        }
    }

    private static List<String> cells(Story story) {
        return List.of(
                story.incident(),
                story.server(),
                story.subject(),
                story.logonName(),
                story.account(),
                story.symptom(),
                story.opened().toString(),
                story.closed() == null ? "" : story.closed().toString(),
                story.ending().isEmpty() ? "OPEN" : story.ending(),
                story.lastedMillis() < 0 ? "" : Long.toString(story.lastedMillis()),
                String.join(" | ", story.rules()),
                story.evidence(),
                story.decision(),
                story.lines().stream().map(Story.Line::text).collect(Collectors.joining(" | ")));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(CsvForm::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ");
        // A spreadsheet skips blanks before the sign.
        var harmless = plain.stripLeading().matches("[=+\\-@].*") ? "'" + plain : plain;
        return harmless.matches("[A-Za-z0-9 ._:/'-]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}

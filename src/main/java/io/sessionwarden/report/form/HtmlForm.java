package io.sessionwarden.report.form;

import io.sessionwarden.report.Chart;
import io.sessionwarden.report.ReportSource;
import io.sessionwarden.report.Story;
import io.sessionwarden.report.Summary;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Told;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/** A report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere. */
final class HtmlForm {

    /** A hash or the like, which is broken anywhere where there is no room. */
    private static final Pattern LONG_WORD = Pattern.compile("\\S{25}");

    private final PrintWriter out;
    private final Summary summary;

    private HtmlForm(PrintWriter out, Summary summary) {
        this.out = out;
        this.summary = summary;
    }

    static void write(ReportSource source, boolean incidents, OutputStream stream) throws IOException {
        var out = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        var form = new HtmlForm(out, source.summary());
        form.head();
        // Whoever waits for a long report has its first page to read.
        out.flush();
        if (incidents) {
            form.print("<h2>Incident by incident</h2>\n");
            var any = new boolean[1];
            source.eachStory(story -> {
                any[0] = true;
                form.story(story);
            });
            form.print(any[0] ? "" : "<p>None.</p>\n");
        }
        form.print("</body>\n</html>\n");
        if (out.checkError()) {
            throw new IOException("the report could not be written whole");
        }
    }

    private void print(String html) {
        out.print(html);
    }

    /** @param format with {@code %s} for each text, which is escaped */
    private void print(String format, Object... texts) {
        var escaped = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = Html.escape(String.valueOf(texts[i]));
        }
        out.print(String.format(format, escaped));
    }

    private static String style() throws IOException {
        try (InputStream style = Objects.requireNonNull(HtmlForm.class.getResourceAsStream("/report/report.css"))) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void head() throws IOException {
        print("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="UTF-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Session Warden: report</title>
                <style>
                """);
        print(style());
        print("</style>\n</head>\n<body>\n<h1>Session Warden: report</h1>\n");
        print("<p>%s<br><small>%s</small></p>\n", summary.told(), summary.source());
        print("<dl class=\"figures\">\n");
        summary.headlines().forEach(line -> print("<div><dt>%s</dt><dd>%s</dd></div>\n", line.title(), line.told()));
        print("</dl>\n");
        summary.charts().forEach(this::chart);
        Shown.tables(summary).forEach(this::table);
        var nothing = Shown.nothingOf(summary);
        if (!nothing.isEmpty()) {
            print("<p class=\"nothing\">Nothing to tell of: %s.</p>\n", nothing);
        }
    }

    private void chart(Chart chart) {
        print("<figure>\n<figcaption>%s", chart.title());
        if (chart.highest() == 0) {
            print(": none</figcaption>\n</figure>\n");
            return;
        }
        for (int i = 0; chart.series().size() > 1 && i < chart.series().size(); i++) {
            print(
                    " <span class=\"key\"><i class=\"s%s\"></i>%s</span>",
                    i, chart.series().get(i));
        }
        print("</figcaption>\n<div class=\"wide\">");
        print(SvgChart.of(chart));
        print("</div>\n</figure>\n");
    }

    private void table(Table table) {
        print("<h2>%s</h2>\n", table.title());
        if (!table.note().isEmpty()) {
            print("<p class=\"note\">%s</p>\n", table.note());
        }
        print("<div class=\"wide\"><table>\n<thead><tr>");
        table.columns()
                .forEach(column -> print(column.number() ? "<th class=\"n\">%s</th>" : "<th>%s</th>", column.title()));
        print("</tr></thead>\n<tbody>\n");
        for (var row : table.rows()) {
            print("<tr>");
            for (int i = 0; i < row.size(); i++) {
                print(cell(table.columns().get(i).number(), row.get(i)), row.get(i));
            }
            print("</tr>\n");
        }
        print("</tbody></table></div>\n");
    }

    private static String cell(boolean number, String text) {
        if (number) {
            return "<td class=\"n\">%s</td>";
        }
        return LONG_WORD.matcher(text).find() ? "<td class=\"long\">%s</td>" : "<td>%s</td>";
    }

    private void story(Story story) {
        var zone = summary.scope().period().zone();
        print(
                "<details><summary><span class=\"ending %s\">%s</span><b>%s</b> %s</summary>\n",
                story.ending(), story.endingTold(), story.incident(), story.heading());
        if (!story.decision().isEmpty()) {
            print("<p><b>Decision</b> %s</p>\n", story.decision());
        }
        print("<table>\n");
        story.lines()
                .forEach(line -> print(
                        "<tr><td class=\"when\">%s</td><td>%s</td></tr>\n",
                        Told.exactly(line.at(), zone), line.text()));
        print("</table>\n");
        if (story.linesLeftOut() > 0) {
            print("<p>And %s more: warden explain %s</p>\n", story.linesLeftOut(), story.incident());
        }
        print("</details>\n");
    }
}

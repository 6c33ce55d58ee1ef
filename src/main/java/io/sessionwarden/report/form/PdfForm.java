package io.sessionwarden.report.form;

import io.sessionwarden.report.ReportSource;
import io.sessionwarden.report.Story;
import io.sessionwarden.report.Summary;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A report as PDF on A4, with page numbers. */
final class PdfForm {

    /** Nobody turns more pages; the other forms have all of them. */
    static final int MOST_STORIES = 2_000;

    private final PdfPages pages;
    private final Summary summary;
    private int stories;
    private int leftOut;

    private PdfForm(PdfPages pages, Summary summary) {
        this.pages = pages;
        this.summary = summary;
    }

    static void write(ReportSource source, boolean incidents, OutputStream stream) throws IOException {
        var summary = source.summary();
        try (var pages = PdfPages.open("Session Warden: report, " + summary.told())) {
            var form = new PdfForm(pages, summary);
            form.head();
            if (incidents) {
                pages.heading("Incident by incident");
                source.eachStory(form::take);
                form.end();
            }
            pages.save(stream);
        } catch (UncheckedIOException e) {
            throw new IOException("the report could not be written whole: " + e.getMessage(), e);
        }
    }

    private void head() throws IOException {
        pages.title("Session Warden: report");
        pages.text(summary.told());
        pages.small(summary.source());
        pages.figures(summary.headlines());
        for (var chart : summary.charts()) {
            PdfChart.draw(pages, chart);
        }
        for (var table : Shown.tables(summary)) {
            table(table);
        }
        var nothing = Shown.nothingOf(summary);
        if (!nothing.isEmpty()) {
            pages.gap();
            pages.small("Nothing to tell of: " + nothing + ".");
        }
    }

    private void table(Table table) throws IOException {
        pages.heading(table.title());
        if (!table.note().isEmpty()) {
            pages.small(table.note());
        }
        new PdfTable(pages, table).draw();
    }

    private void take(Story story) {
        if (stories == MOST_STORIES) {
            leftOut++;
            return;
        }
        stories++;
        try {
            story(story);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void story(Story story) throws IOException {
        var zone = summary.scope().period().zone();
        pages.story(story.incident() + "  " + story.heading(), story.endingTold());
        for (var line : story.lines()) {
            pages.line(Told.exactly(line.at(), zone), line.text());
        }
        if (story.linesLeftOut() > 0) {
            pages.small("And " + story.linesLeftOut() + " more: warden explain " + story.incident());
        }
    }

    private void end() throws IOException {
        if (stories == 0) {
            pages.text("None.");
        }
        if (leftOut > 0) {
            pages.gap();
            pages.text("And " + leftOut + " more, which the other formats have: html, csv, json and text.");
        }
    }
}

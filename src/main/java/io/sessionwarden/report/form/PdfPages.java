package io.sessionwarden.report.form;

import io.sessionwarden.report.Draft.Headline;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Pages that are filled from top to bottom; what was filled lies in a temporary file. Measures are points, from the lower left
 * corner. For one thread.
 */
final class PdfPages implements AutoCloseable {

    static final float LEFT = 48;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    static final float TEXT = 8.5f;

    private static final float TOP = PDRectangle.A4.getHeight() - 52;
    private static final float BOTTOM = 56;
    private static final float LEADING = 1.35f;
    private static final float SMALL = 7.5f;
    private static final Color INK = new Color(0x20, 0x24, 0x2b);
    private static final Color SOFT = new Color(0x6b, 0x72, 0x80);
    private static final float BOX_HEIGHT = 34;
    private static final int BOXES = 4;
    private static final float WHEN = 92;

    private final PDDocument document;
    private final PDFont font;
    private final PdfText text;
    private final String footer;
    private PDPageContentStream content;
    private float y;
    private int number;

    private PdfPages(PDDocument document, PDFont font, String footer) throws IOException {
        this.document = document;
        this.font = font;
        this.text = new PdfText(font);
        this.footer = footer;
        this.content = page();
    }

    /** @param footer what stands at the foot of each page, beside its number */
    static PdfPages open(String footer) throws IOException {
        var document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
        boolean opened = false;
        try (var file = Objects.requireNonNull(
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
            var pages = new PdfPages(document, PDType0Font.load(document, file), footer);
            document.getDocumentInformation().setTitle(footer);
            document.getDocumentInformation().setProducer("Session Warden");
            opened = true;
            return pages;
        } finally {
            if (!opened) {
                document.close();
            }
        }
    }

    private PDPageContentStream page() throws IOException {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        number++;
        var stream = new PDPageContentStream(document, page);
        y = TOP;
        write(stream, text.shorten(footer, SMALL, WIDTH - 60), LEFT, 32, SMALL, SOFT);
        var label = "page " + number;
        write(stream, label, LEFT + WIDTH - text.width(label, SMALL), 32, SMALL, SOFT);
        return stream;
    }

    private void write(PDPageContentStream to, String line, float x, float at, float size, Color color)
            throws IOException {
        to.beginText();
        to.setFont(font, size);
        to.setNonStrokingColor(color);
        to.newLineAtOffset(x, at);
        to.showText(text.known(line));
        to.endText();
    }

    /** Makes room for so much, on the next page where there is none on this one. */
    void need(float height) throws IOException {
        if (y - height < BOTTOM) {
            content.close();
            content = page();
        }
    }

    float y() {
        return y;
    }

    void down(float by) {
        y -= by;
    }

    PdfText measure() {
        return text;
    }

    void at(String line, float x, float at, float size, boolean soft) throws IOException {
        write(content, line, x, at, size, soft ? SOFT : INK);
    }

    void rule(float x, float at, float width) throws IOException {
        content.setStrokingColor(new Color(0xd5, 0xd9, 0xe0));
        content.setLineWidth(0.5f);
        content.moveTo(x, at);
        content.lineTo(x + width, at);
        content.stroke();
    }

    void fill(Color color, float x, float at, float width, float height) throws IOException {
        content.setNonStrokingColor(color);
        content.addRect(x, at, width, height);
        content.fill();
    }

    void gap() {
        y -= 8;
    }

    void title(String line) throws IOException {
        paragraph(line, 16, false);
        y -= 2;
    }

    void heading(String line) throws IOException {
        y -= 12;
        need(60);
        paragraph(line, 11.5f, false);
        y -= 2;
    }

    void text(String words) throws IOException {
        paragraph(words, TEXT, false);
    }

    void small(String words) throws IOException {
        paragraph(words, SMALL, true);
    }

    private void paragraph(String words, float size, boolean soft) throws IOException {
        for (var line : text.wrap(words, size, WIDTH)) {
            need(size * LEADING);
            y -= size * LEADING;
            at(line, LEFT, y, size, soft);
        }
    }

    /** The figures as boxes beside each other. */
    void figures(List<Headline> figures) throws IOException {
        gap();
        float width = WIDTH / BOXES;
        for (int i = 0; i < figures.size(); i++) {
            if (i % BOXES == 0) {
                need(BOX_HEIGHT);
                y -= BOX_HEIGHT;
            }
            float x = LEFT + width * (i % BOXES);
            at(text.shorten(figures.get(i).title(), SMALL, width - 8), x, y + 22, SMALL, true);
            at(text.shorten(figures.get(i).told(), 12, width - 8), x, y + 8, 12, false);
            rule(x, y + 2, width - 8);
        }
        gap();
    }

    /** The first line of an incident, and how it ended at its right. */
    void story(String heading, String ending) throws IOException {
        gap();
        need(TEXT * LEADING * 3);
        rule(LEFT, y + 2, WIDTH);
        float right = text.width(ending, TEXT) + 12;
        var lines = text.wrap(heading, TEXT, WIDTH - right);
        for (int i = 0; i < lines.size(); i++) {
            need(TEXT * LEADING);
            y -= TEXT * LEADING;
            at(lines.get(i), LEFT, y, TEXT, false);
            if (i == 0) {
                at(ending, LEFT + WIDTH - right + 12, y, TEXT, false);
            }
        }
    }

    /** A moment and what happened then. */
    void line(String when, String what) throws IOException {
        boolean first = true;
        for (var line : text.wrap(what, SMALL, WIDTH - WHEN)) {
            need(SMALL * LEADING);
            y -= SMALL * LEADING;
            if (first) {
                at(when, LEFT, y, SMALL, true);
            }
            at(line, LEFT + WHEN, y, SMALL, false);
            first = false;
        }
    }

    void save(OutputStream stream) throws IOException {
        content.close();
        document.save(stream);
    }

    @Override
    public void close() throws IOException {
        content.close();
        document.close();
    }
}

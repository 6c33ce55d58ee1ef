package io.sessionwarden.report.form;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Measures, breaks and shortens text in one font. What the font has no picture of is written as its code point. For one thread. */
final class PdfText {

    private static final String CUT = "\u2026";

    private final PDFont font;

    /** How wide each code point is at size 1; -1 where the font has no picture of it. */
    private final Map<Integer, Float> widths = new HashMap<>();

    PdfText(PDFont font) {
        this.font = font;
    }

    private float width(int point) {
        return widths.computeIfAbsent(point, unknown -> {
            try {
                return font.getStringWidth(Character.toString(point)) / 1000;
            } catch (IOException | IllegalArgumentException e) {
                return -1f;
            }
        });
    }

    /** The text with {@code [U+4E2D]} in place of what the font cannot show. */
    String known(String words) {
        var known = new StringBuilder(words.length());
        words.codePoints().forEach(point -> {
            if (point == ' ' || (!Character.isISOControl(point) && width(point) >= 0)) {
                known.appendCodePoint(point);
            } else {
                known.append(String.format(Locale.ROOT, "[U+%04X]", point));
            }
        });
        return known.toString();
    }

    float width(String words, float size) {
        double width = known(words)
                .codePoints()
                .mapToDouble(point -> Math.max(0, width(point)))
                .sum();
        return (float) width * size;
    }

    /** The text as lines of that width; what has no blank is broken anywhere. */
    List<String> wrap(String words, float size, float width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        float used = 0;
        int blank = -1;
        var known = known(words);
        for (int at = 0; at < known.length(); ) {
            int point = known.codePointAt(at);
            at += Character.charCount(point);
            float wide = Math.max(0, width(point)) * size;
            if (used + wide > width && line.length() > 0) {
                int cut = blank > 0 ? blank : line.length();
                lines.add(line.substring(0, cut).stripTrailing());
                line.delete(0, cut);
                used = width(line.toString(), size);
                blank = -1;
            }
            if (point != ' ' || line.length() > 0 || lines.isEmpty()) {
                line.appendCodePoint(point);
                used += wide;
            }
            if (point == ' ') {
                blank = line.length();
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** The beginning of the text that fits into that width, with an ellipsis where it is not all of it. */
    String shorten(String words, float size, float width) {
        if (width(words, size) <= width) {
            return words;
        }
        int end = words.length();
        while (end > 0 && width(words.substring(0, end) + CUT, size) > width) {
            end = words.offsetByCodePoints(end, -1);
        }
        return words.substring(0, end) + CUT;
    }
}

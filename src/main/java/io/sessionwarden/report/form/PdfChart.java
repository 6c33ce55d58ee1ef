package io.sessionwarden.report.form;

import io.sessionwarden.report.Chart;
import java.awt.Color;
import java.io.IOException;

/** A chart on a page. */
final class PdfChart {

    private static final Color[] COLORS = {new Color(0x2e8b57), new Color(0xc8372d), new Color(0x8a94a6)};
    private static final float HEIGHT = 110;
    private static final float AXIS = 34;
    private static final float SIZE = 6.5f;
    private static final float APART = 8;

    private PdfChart() {}

    static void draw(PdfPages pages, Chart chart) throws IOException {
        pages.need(HEIGHT + 60);
        pages.heading(chart.title() + (chart.highest() == 0 ? ": none" : ""));
        if (chart.highest() == 0) {
            return;
        }
        legend(pages, chart);
        float bottom = pages.y() - HEIGHT - 6;
        long top = Axis.top(chart.highest());
        for (var line : Axis.lines(top)) {
            float y = bottom + HEIGHT * line / top;
            pages.rule(PdfPages.LEFT + AXIS, y, PdfPages.WIDTH - AXIS);
            var label = Long.toString(line);
            pages.at(label, PdfPages.LEFT + AXIS - 5 - pages.measure().width(label, SIZE), y - 2, SIZE, true);
        }
        bars(pages, chart, bottom, top);
        pages.down(HEIGHT + 24);
    }

    private static void legend(PdfPages pages, Chart chart) throws IOException {
        if (chart.series().size() < 2) {
            return;
        }
        float x = PdfPages.LEFT + AXIS;
        pages.down(10);
        for (int s = 0; s < chart.series().size(); s++) {
            pages.fill(COLORS[s % COLORS.length], x, pages.y(), 6, 6);
            pages.at(chart.series().get(s), x + 9, pages.y(), SIZE + 1, false);
            x += 24 + pages.measure().width(chart.series().get(s), SIZE + 1);
        }
        pages.down(4);
    }

    private static void bars(PdfPages pages, Chart chart, float bottom, long top) throws IOException {
        float step = (PdfPages.WIDTH - AXIS) / chart.bars().size();
        double widest = chart.bars().stream()
                .mapToDouble(bar -> pages.measure().width(Axis.label(bar.label()), SIZE))
                .max()
                .orElse(0);
        int every = Axis.every(widest + APART, step);
        for (int i = 0; i < chart.bars().size(); i++) {
            var bar = chart.bars().get(i);
            float x = PdfPages.LEFT + AXIS + step * i;
            float y = bottom;
            for (int s = 0; s < bar.values().size(); s++) {
                float height = HEIGHT * bar.values().get(s) / top;
                if (height > 0) {
                    pages.fill(COLORS[s % COLORS.length], x + step * 0.1f, y, step * 0.8f, height);
                    y += height;
                }
            }
            if (i % every == 0) {
                var label = Axis.label(bar.label());
                float middle = x + step / 2 - pages.measure().width(label, SIZE) / 2;
                pages.at(label, middle, bottom - 10, SIZE, true);
            }
        }
    }
}

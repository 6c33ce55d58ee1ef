package io.sessionwarden.report.form;

import io.sessionwarden.report.Chart;
import java.util.Locale;

/** A chart as SVG that stands in a page; its colours are classes of that page. Pure. */
final class SvgChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 200;
    private static final int LEFT = 44;
    private static final int BOTTOM = 34;
    private static final int TOP = 12;

    /** About as wide as a digit of the labels, whose font is the reader's own. */
    private static final int DIGIT = 7;

    private SvgChart() {}

    static String of(Chart chart) {
        var svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"");
        svg.append(Html.escape(chart.title())).append("\">\n");
        long top = Axis.top(chart.highest());
        for (var line : Axis.lines(top)) {
            double y = y(line, top);
            svg.append(format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y));
            svg.append(format(
                    "<text class=\"axis\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>\n", LEFT - 6, y + 4, line));
        }
        double step = (WIDTH - LEFT) / (double) Math.max(1, chart.bars().size());
        int longest = chart.bars().stream()
                .mapToInt(bar -> Axis.label(bar.label()).length())
                .max()
                .orElse(0);
        int every = Axis.every(DIGIT * (longest + 2), step);
        for (int i = 0; i < chart.bars().size(); i++) {
            bar(svg, chart, i, step, top);
            if (i % every == 0) {
                svg.append(format(
                        "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                        Math.min(WIDTH - 20, LEFT + step * (i + 0.5)),
                        HEIGHT - BOTTOM + 18,
                        Html.escape(Axis.label(chart.bars().get(i).label()))));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static void bar(StringBuilder svg, Chart chart, int i, double step, long top) {
        var bar = chart.bars().get(i);
        long below = 0;
        for (int s = 0; s < bar.values().size(); s++) {
            long value = bar.values().get(s);
            if (value > 0) {
                double y = y(below + value, top);
                svg.append(format(
                        "<rect class=\"s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s: %d %s</title></rect>\n",
                        s,
                        LEFT + step * i + step * 0.1,
                        y,
                        step * 0.8,
                        y(below, top) - y,
                        Html.escape(bar.label()),
                        value,
                        Html.escape(chart.series().get(s))));
            }
            below += value;
        }
    }

    private static double y(long value, long top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value / (double) top);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package io.sessionwarden.report.form;

import java.util.List;

/** The numbers at a chart's side, and the texts below it. Pure. */
final class Axis {

    private Axis() {}

    /** A round number that the highest bar does not pass, at least 2 and even: half of it stands on the axis too. */
    static long top(long highest) {
        long unit = 2;
        while (true) {
            for (long times : new long[] {1, 2, 5}) {
                if (unit * times >= highest) {
                    return unit * times;
                }
            }
            unit *= 10;
        }
    }

    static List<Long> lines(long top) {
        return List.of(0L, top / 2, top);
    }

    /** Of so many labels beside each other one is told, so that the widest does not reach the next one. */
    static int every(double widest, double step) {
        return Math.max(1, (int) Math.ceil(widest / step));
    }

    /** A day without its year, where the label is a day. */
    static String label(String label) {
        return label.matches("\\d{4}-\\d{2}-\\d{2}") ? label.substring(5) : label;
    }
}

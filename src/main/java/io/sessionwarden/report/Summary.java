package io.sessionwarden.report;

import io.sessionwarden.report.Draft.Headline;
import java.time.Instant;
import java.util.List;

/**
 * The first page of a report: everything but the incidents one by one.
 *
 * @param scope what it is about
 * @param made when it was made
 * @param upTo the number of the last record of the trail then
 * @param hash the hash of that record: it names the trail that the report was made from
 * @param headlines the figures
 * @param charts the charts
 * @param tables the tables
 */
public record Summary(
        Scope scope,
        Instant made,
        long upTo,
        String hash,
        List<Headline> headlines,
        List<Chart> charts,
        List<Table> tables) {

    public Summary {
        headlines = List.copyOf(headlines);
        charts = List.copyOf(charts);
        tables = List.copyOf(tables);
    }

    /** What the report is about, in words. */
    public String told() {
        var period = scope.period();
        var text = new StringBuilder();
        text.append(Told.moment(period.from(), period.zone()))
                .append(" to ")
                .append(Told.moment(period.to(), period.zone()))
                .append(" (")
                .append(period.zone())
                .append(')');
        also(text, "server", scope.server());
        also(text, "account", scope.account());
        also(text, "rule", scope.rule());
        return text.toString();
    }

    private static void also(StringBuilder text, String what, String which) {
        if (!which.isEmpty()) {
            text.append(", ").append(what).append(' ').append(which);
        }
    }

    /** From which state of the trail it was made, in words. */
    public String source() {
        return "made " + Told.moment(made, scope.period().zone()) + " from the trail up to record " + upTo
                + (upTo == 0 ? "" : " (" + hash + ")");
    }
}

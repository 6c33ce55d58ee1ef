package io.sessionwarden.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param connector whose session it was
 * @param fault what was done to it
 * @param symptom what was found
 * @param outcome what was done about it
 * @param detected from the injection until it was recorded, or null where nothing is to be found
 * @param healed from the injection until the verified end was recorded, or null where it was left alone
 */
record FaultRow(
        String connector,
        String fault,
        String symptom,
        String outcome,
        @Nullable Duration detected,
        @Nullable Duration healed) {

    static String table(List<FaultRow> rows) {
        var text = new StringBuilder(
                "| connector | fault | symptom | healed, or left alone (and why) | detected after | healed after |\n");
        text.append("|---|---|---|---|---|---|\n");
        rows.forEach(row -> text.append(row.line()).append('\n'));
        return text.toString();
    }

    private String line() {
        return "| " + String.join(" | ", connector, fault, symptom, outcome, seconds(detected), seconds(healed)) + " |";
    }

    private static String seconds(@Nullable Duration time) {
        return time == null ? "-" : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}

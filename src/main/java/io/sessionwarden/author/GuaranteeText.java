package io.sessionwarden.author;

import io.sessionwarden.control.Json;
import io.sessionwarden.policy.guarantee.Counterexample;
import io.sessionwarden.policy.guarantee.GuaranteeReport;
import io.sessionwarden.policy.guarantee.GuaranteeReport.IdleRule;
import io.sessionwarden.policy.guarantee.Trial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How it is told whether guarantees hold. Pure. */
final class GuaranteeText {

    private static final int WIDTH = 118;
    private static final int MOST_DIGITS = 12;
    private static final String INDENT = "    ";

    private GuaranteeText() {}

    static String text(GuaranteeReport report) {
        var text = new StringBuilder();
        report.trials().forEach(trial -> trial(text, trial));
        report.trials().stream()
                .filter(Trial::idle)
                .map(Trial::guarantee)
                .forEach(guarantee -> line(
                        text,
                        guarantee.place() + ": warning: nothing meets the conditions of the guarantee \""
                                + guarantee.title() + "\", so it guards nothing"));
        report.idleRules()
                .forEach(idle -> line(
                        text,
                        idle.rule().place() + ": warning: the rule \""
                                + idle.rule().title() + "\" " + idle.why()));
        report.gap()
                .ifPresent(gap ->
                        wrapped(text, "warning: no rule says anything, so nothing is done, where ", gap.telling()));
        if (!report.held() || report.gap().isPresent()) {
            line(text, "all that is not named is as where " + report.ordinary());
        }
        return text + verdict(report);
    }

    private static void trial(StringBuilder text, Trial trial) {
        var guarantee = trial.guarantee();
        line(text, (trial.held() ? "held    " : "BROKEN  ") + guarantee.title());
        trial.broken().ifPresent(found -> counterexample(text, guarantee.place(), found));
        if (trial.held() && !trial.complete()) {
            line(
                    text,
                    INDENT + "not all was tried: pairs of values in " + number(trial.tried()) + " of "
                            + number(trial.combinations()) + " combinations");
        }
    }

    private static void counterexample(StringBuilder text, String place, Counterexample found) {
        line(text, INDENT + place + " says never " + found.says() + ", but it is said by");
        line(text, INDENT + found.by());
        wrapped(text, INDENT + "where ", found.telling());
        found.doubt()
                .ifPresent(answered -> line(
                        text,
                        INDENT + "the rules themselves answer " + answered
                                + ": that is a fault of this program, please report it"));
    }

    /** The conditions one after the other, on as many lines as it takes. */
    private static void wrapped(StringBuilder text, String begin, List<String> conditions) {
        var line = new StringBuilder(begin);
        for (int i = 0; i < conditions.size(); i++) {
            var next = conditions.get(i) + (i + 1 < conditions.size() ? ", " : "");
            if (line.length() + next.length() > WIDTH) {
                line(text, line.toString().stripTrailing());
                line = new StringBuilder(INDENT + INDENT);
            }
            line.append(next);
        }
        line(text, line.toString());
    }

    private static void line(StringBuilder text, String line) {
        text.append(Telling.clean(line)).append('\n');
    }

    private static String verdict(GuaranteeReport report) {
        var trials = report.trials();
        long held = trials.stream().filter(Trial::held).count();
        var most = trials.stream()
                .map(Trial::combinations)
                .max(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
        var covered = trials.isEmpty()
                ? ""
                : trials.stream().allMatch(Trial::complete)
                        ? ", in all combinations of boundary values (up to " + number(most) + ")"
                        : "; time ran out before all combinations of boundary values were covered";
        var rules = report.cut()
                ? "; not every rule was looked at"
                : report.idleRules().isEmpty() ? "; every rule has its effect" : "";
        return held + " of " + trials.size() + " guarantees hold" + covered + rules + "; revision " + report.revision()
                + "\n";
    }

    /** In full where that can still be read. */
    private static String number(BigInteger number) {
        return number.toString().length() <= MOST_DIGITS
                ? String.format(Locale.ROOT, "%,d", number)
                : "about "
                        + new BigDecimal(number)
                                .round(new MathContext(2))
                                .toString()
                                .replace("E+", " x 10^");
    }

    static String json(GuaranteeReport report) {
        return Json.text(new Json()
                .put("revision", report.revision())
                .put("held", report.held())
                .put("complete", !report.cut())
                .put("ordinary", report.ordinary())
                .put(
                        "guarantees",
                        report.trials().stream().map(GuaranteeText::json).toList())
                .put(
                        "idleRules",
                        report.idleRules().stream().map(GuaranteeText::json).toList())
                .put("gap", report.gap().map(Counterexample::telling).orElse(null))
                .members());
    }

    private static Map<String, @Nullable Object> json(Trial trial) {
        var guarantee = trial.guarantee();
        return new Json()
                .put("title", guarantee.title())
                .put("file", guarantee.file())
                .put("line", guarantee.line())
                .put("held", trial.held())
                .put("guardsNothing", trial.idle())
                .put("fields", trial.fields())
                .put("combinations", trial.combinations().toString())
                .put("tried", trial.tried().toString())
                .put("counterexample", trial.broken().map(GuaranteeText::json).orElse(null))
                .members();
    }

    private static Map<String, @Nullable Object> json(Counterexample found) {
        return new Json()
                .put("says", found.says())
                .put("by", found.by())
                .put("where", found.telling())
                .put("doubt", found.doubt().orElse(null))
                .members();
    }

    private static Map<String, @Nullable Object> json(IdleRule idle) {
        return new Json()
                .put("rule", idle.rule().title())
                .put("file", idle.rule().file())
                .put("line", idle.rule().line())
                .put("why", idle.why())
                .members();
    }
}

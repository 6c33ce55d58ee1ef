package io.sessionwarden.report.command;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.Frontier;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.report.Scope;
import io.sessionwarden.report.StoryPage.Place;
import io.sessionwarden.report.Told;
import io.sessionwarden.report.TrailReport;
import io.sessionwarden.report.section.Reviews;
import io.sessionwarden.session.ForeignText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * What a running warden answers of reports: the first page, the incidents page by page, and the sign-off. Safe for use by
 * several threads.
 */
public final class ReportCommands {

    private static final int LONGEST_COMMENT = 2_000;

    private final Reports reports;
    private final ScopeWords words;

    private ReportCommands(Reports reports) {
        this.reports = reports;
        this.words = new ScopeWords(reports.clock(), ZoneId.systemDefault());
    }

    /** The commands by their words. */
    public static Map<String, AuthorCommand> of(Reports reports) {
        var commands = new ReportCommands(reports);
        return Map.of(
                Wire.SUMMARY,
                command(Set.of(), commands::summary),
                Wire.INCIDENTS,
                command(Set.of("after", "last"), commands::incidents),
                "report sign-off",
                command(Set.of("comment"), commands::signOff));
    }

    private static AuthorCommand command(Set<String> besides, BiFunction<String, Map<String, String>, Answer> answer) {
        var takes = new TreeSet<>(ScopeWords.TAKES);
        takes.addAll(besides);
        return new AuthorCommand() {
            @Override
            public Set<String> takes() {
                return takes;
            }

            @Override
            public Answer answer(String who, Map<String, String> args) {
                try {
                    return answer.apply(who, args);
                } catch (IllegalArgumentException e) {
                    return Answer.error(
                            ExitCode.USAGE,
                            String.valueOf(e.getMessage()),
                            "for example: warden report --from 2026-07-01 --to 2026-09-30, or --quarter 2026Q3");
                }
            }
        };
    }

    private Scope scope(String who, Map<String, String> args) {
        return words.scope(args, scope -> lastReview(who, scope));
    }

    private Optional<Instant> lastReview(String who, Scope scope) {
        return Reviews.lastSignedOff(reports.kept(), reports.clock().instant(), who, of(scope));
    }

    private TrailReport report(String who, Map<String, String> args) {
        return reports.of(scope(who, args));
    }

    private Answer summary(String who, Map<String, String> args) {
        return Answer.done(Wire.MAPPER.writeValueAsString(report(who, args).summary()));
    }

    private Answer incidents(String who, Map<String, String> args) {
        var from = new Place(number("after", args), number("last", args));
        return Answer.done(Wire.MAPPER.writeValueAsString(report(who, args).stories(from)));
    }

    private static long number(String which, Map<String, String> args) {
        var text = args.getOrDefault(which, "0");
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + which + "' is the number of a record");
        }
        return Long.parseLong(text);
    }

    /** Nobody signs off what has not happened yet: a period that is not over is signed off up to now. */
    private Answer signOff(String who, Map<String, String> args) {
        var comment = args.getOrDefault("comment", "");
        if (comment.isBlank()) {
            return Answer.error(
                    ExitCode.USAGE,
                    "a sign-off needs a comment",
                    "write: warden report sign-off --quarter 2026Q3 --comment \"reviewed, nothing to add\"");
        }
        if (comment.length() > LONGEST_COMMENT) {
            return Answer.error(
                    ExitCode.USAGE, "a comment has at most " + LONGEST_COMMENT + " characters", "write a shorter one");
        }
        var scope = scope(who, args);
        var period = scope.period();
        var now = reports.clock().instant();
        if (!period.from().isBefore(now)) {
            return Answer.error(ExitCode.USAGE, "that period has not begun", "sign off what has happened");
        }
        var to = period.to().isBefore(now) ? period.to() : now;
        var head = reports.trail().head();
        if (!head.isOfLastRecord()) {
            return Answer.error(
                    ExitCode.FAILED,
                    "the end of the trail was altered: it is not signed off",
                    "see: warden audit verify");
        }
        var details = new TreeMap<String, String>();
        details.put("from", period.from().toString());
        details.put("to", to.toString());
        details.put("of", of(scope));
        details.put("comment", ForeignText.clean(comment, LONGEST_COMMENT));
        details.put("upTo", Long.toString(head.sequence()));
        details.put("root", Frontier.read(head.sequence(), head.peaks()).root());
        var record = reports.trail()
                .append(new AuditEvent(
                        EventType.REPORT_SIGNED_OFF,
                        "report",
                        who,
                        "",
                        "",
                        "",
                        "signed off",
                        reports.revision().get(),
                        details));
        return Answer.done("signed off by " + who + ": " + Told.moment(period.from(), period.zone()) + " to "
                + Told.moment(to, period.zone()) + " (" + period.zone() + ")"
                + (of(scope).isEmpty() ? "" : ", " + of(scope)) + "; record " + record.sequence() + "\n");
    }

    /** What of the period it is about, as it is recorded; empty where it is all. */
    private static String of(Scope scope) {
        var of = new TreeMap<String, String>();
        of.put("account", scope.account());
        of.put("rule", scope.rule());
        of.put("server", scope.server());
        of.values().removeIf(String::isEmpty);
        return of.isEmpty() ? "" : of.toString();
    }
}

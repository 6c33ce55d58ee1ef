package io.sessionwarden.author;

import io.sessionwarden.control.Json;
import io.sessionwarden.policy.replay.Change;
import io.sessionwarden.policy.replay.Change.Kind;
import io.sessionwarden.policy.replay.ReplayResult;
import io.sessionwarden.policy.replay.Verdict;
import io.sessionwarden.session.ForeignText;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a replay is told. Pure. */
final class ReplayText {

    private static final int SHOWN = 50;
    private static final int LONGEST = 200;

    private ReplayText() {}

    static String text(ReplayResult result, String revision, int days) {
        var text = new StringBuilder();
        text.append(result.decided()).append(" decisions of the last ").append(days);
        text.append(" days, decided again by policy ").append(revision).append(": ");
        text.append(result.changesAnything() ? summary(result) : "nothing would change")
                .append('\n');
        if (result.noQuestion() > 0) {
            text.append(result.noQuestion())
                    .append(" were recorded by an earlier version, without what was asked, and could not be\n");
        }
        if (result.beyond() > 0) {
            text.append(result.beyond()).append(" were left out: it took too long\n");
        }
        text.append(section(result, Kind.MORE, "more would be permitted"));
        text.append(section(result, Kind.FEWER, "less would be permitted"));
        text.append(section(result, Kind.OTHERWISE, "as little, but for another reason"));
        return text.toString();
    }

    private static String summary(ReplayResult result) {
        return result.count(Kind.MORE) + " would permit more, " + result.count(Kind.FEWER) + " less, "
                + result.count(Kind.OTHERWISE) + " as little by another word";
    }

    private static String section(ReplayResult result, Kind kind, String heading) {
        long count = result.count(kind);
        if (count == 0) {
            return "";
        }
        var text = new StringBuilder("\n" + heading + " (" + count + "):\n");
        result.first(kind).stream().limit(SHOWN).forEach(change -> text.append(line(change)));
        if (count > SHOWN) {
            text.append("  ... and ").append(count - SHOWN).append(" more\n");
        }
        return text.toString();
    }

    private static String line(Change change) {
        var question = change.question();
        var session = question.session();
        var symptom = question.incident().symptomName();
        return "  " + change.at().truncatedTo(ChronoUnit.SECONDS) + "  "
                + clean(question.incident().id() + "  " + session.name() + " of " + name(session.logonName()) + " on "
                        + session.server() + (symptom.isEmpty() ? "" : ", " + symptom) + ", asked by "
                        + question.caller().who())
                + "\n      " + clean(change.before().toString()) + "\n   -> "
                + clean(change.after().toString()) + "\n";
    }

    private static String name(@Nullable String logonName) {
        return logonName == null ? "nobody known" : logonName;
    }

    private static String clean(String text) {
        return ForeignText.clean(text, LONGEST);
    }

    static String json(ReplayResult result, String revision) {
        return Json.text(new Json()
                .put("policy", revision)
                .put("decided", result.decided())
                .put("withoutQuestion", result.noQuestion())
                .put("leftOut", result.beyond())
                .put("more", result.count(Kind.MORE))
                .put("fewer", result.count(Kind.FEWER))
                .put("otherwise", result.count(Kind.OTHERWISE))
                .put(
                        "changes",
                        List.of(Kind.values()).stream()
                                .flatMap(kind -> result.first(kind).stream())
                                .map(ReplayText::json)
                                .toList())
                .members());
    }

    private static Map<String, @Nullable Object> json(Change change) {
        var question = change.question();
        var session = question.session();
        return new Json()
                .put("at", change.at())
                .put("incident", question.incident().id())
                .put("server", session.server())
                .put("session", session.name())
                .put("logonName", session.logonName())
                .put("symptom", question.incident().symptomName())
                .put("who", question.caller().who())
                .put("before", json(change.before()))
                .put("after", json(change.after()))
                .members();
    }

    private static Map<String, @Nullable Object> json(Verdict verdict) {
        return new Json()
                .put("decision", verdict.word())
                .put("mode", verdict.mode())
                .put("rules", verdict.rules())
                .members();
    }
}

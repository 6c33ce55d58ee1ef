package io.sessionwarden.author;

import io.sessionwarden.author.ChoosePolicy.Chosen;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.explain.Explanation;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** An explanation as people read it. Pure. */
final class ExplanationText {

    private static final int LONGEST_NAME = 100;

    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(Asked asked, Chosen chosen, Explanation explained) {
        var text = new ExplanationText();
        var decision = explained.decision();
        text.line(heading(asked));
        text.line("by " + chosen.which() + " (" + decision.revision() + "): " + decision.word());
        decision.reasons().forEach(reason -> text.line("    " + reason));
        text.line(whatFollows(asked, decision));
        text.rest(explained);
        return text.text.toString();
    }

    private static String heading(Asked asked) {
        if (asked instanceof Asked.Then then) {
            var recorded = then.recorded();
            return "record " + recorded.sequence() + " of " + recorded.at() + ": "
                    + recorded.said().word() + " under policy " + recorded.revision();
        }
        var now = (Asked.Now) asked;
        return "if " + who(now.question().caller()) + " wanted "
                + which(now.question().session()) + " reset now; "
                + now.supposed().seen();
    }

    private static String who(Caller caller) {
        return caller.isWatchdog() ? "the watchdog" : caller.who() + ", sitting in none of its sessions,";
    }

    private static String which(Session session) {
        var user = session.logonName();
        return "session " + session.id() + " (" + clean(session.name()) + ") of "
                + (user == null ? "nobody known" : clean(user)) + " on " + session.server();
    }

    /** What the watchdog makes of a live session's decision; nothing where it goes without saying. */
    private static String whatFollows(Asked asked, Decision decision) {
        if (!(asked instanceof Asked.Now now) || !now.question().caller().isWatchdog()) {
            return "";
        }
        if (!now.question().incident().ofSickSession()) {
            return "the watchdog asks only about a session that is sick";
        }
        if (decision instanceof Decision.Deny || decision instanceof Decision.Defer) {
            return "";
        }
        return switch (now.supposed().effective(decision)) {
            case OBSERVE -> "mode observe: it is told of, and nothing is done";
            case ASK -> "mode ask: nothing is done before a human approves it";
            case ENFORCE -> "";
        };
    }

    private void rest(Explanation explained) {
        part("rules that speak", explained.spoke().isEmpty());
        explained.spoke().forEach(spoke -> {
            line("  " + title(spoke.rule()));
            line("      with " + shown(spoke.values()));
        });
        part("rules that could permit and do not", explained.silent().isEmpty());
        explained.silent().forEach(silent -> {
            line("  " + title(silent.rule()));
            line("      because not: " + silent.condition() + "    (" + shown(silent.values()) + ")");
        });
        part("rows of the tables that have a say", explained.rows().isEmpty());
        explained.rows().forEach(row -> {
            line("  " + row.file() + ":" + row.line() + ": " + row.text());
            line("      gives " + shown(row.gives()));
        });
    }

    private void part(String heading, boolean none) {
        text.append('\n').append(heading).append(none ? ": none\n" : ":\n");
    }

    private static String title(RuleView rule) {
        return rule.effect().word() + ": " + rule.title() + " (" + rule.place() + ")";
    }

    private static String shown(SortedMap<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String clean(String name) {
        return ForeignText.clean(name, LONGEST_NAME);
    }

    private void line(String line) {
        if (!line.isEmpty()) {
            text.append(Telling.clean(line)).append('\n');
        }
    }
}

package io.sessionwarden.author;

import io.sessionwarden.author.ChoosePolicy.Chosen;
import io.sessionwarden.control.Json;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.explain.Explanation;
import java.util.List;

/** An explanation as programs read it. Pure. */
final class ExplanationJson {

    private ExplanationJson() {}

    static String of(Asked asked, Chosen chosen, Explanation explained) {
        var decision = explained.decision();
        return Json.text(asked(asked)
                .put("policy", chosen.which())
                .put("revision", decision.revision())
                .put("decision", decision.word())
                .put(
                        "reasons",
                        decision.reasons().stream().map(Object::toString).toList())
                .put(
                        "spoke",
                        explained.spoke().stream()
                                .map(spoke -> rule(spoke.rule())
                                        .put("values", spoke.values())
                                        .members())
                                .toList())
                .put(
                        "silent",
                        explained.silent().stream()
                                .map(silent -> rule(silent.rule())
                                        .put("condition", silent.condition())
                                        .put("values", silent.values())
                                        .members())
                                .toList())
                .put("rows", rows(explained))
                .members());
    }

    private static Json asked(Asked asked) {
        if (asked instanceof Asked.Then then) {
            var recorded = then.recorded();
            return new Json()
                    .put("record", recorded.sequence())
                    .put("decided", recorded.said().word())
                    .put("decidedUnder", recorded.revision());
        }
        var supposed = ((Asked.Now) asked).supposed();
        var question = supposed.question();
        return new Json()
                .put("who", question.caller().who())
                .put("server", question.session().server())
                .put("session", question.session().id())
                .put("symptom", question.incident().symptomName())
                .put("seen", supposed.seen())
                .put("mode", supposed.mode());
    }

    private static List<?> rows(Explanation explained) {
        return explained.rows().stream()
                .map(row -> new Json()
                        .put("file", row.file())
                        .put("line", row.line())
                        .put("text", row.text())
                        .put("gives", row.gives())
                        .members())
                .toList();
    }

    private static Json rule(RuleView rule) {
        return new Json()
                .put("rule", rule.title())
                .put("says", rule.effect().word())
                .put("file", rule.file())
                .put("line", rule.line());
    }
}

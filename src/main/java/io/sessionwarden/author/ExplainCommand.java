package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.explain.Explainer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code policy explain}: why a question is decided as it is: which rules speak, which that could permit do not and why not,
 * and which rows have a say. The question is one of the trail (an incident's id means its latest decision, a number the
 * decision that is the trail's record of that number), or what would be asked now about a live session.
 */
final class ExplainCommand implements AuthorCommand {

    private final Desk desk;
    private final FindAsked find;
    private final ChoosePolicy choose;

    /**
     * @param find finds the question
     * @param choose chooses the policy that it is explained by
     */
    ExplainCommand(Desk desk, FindAsked find, ChoosePolicy choose) {
        this.desk = desk;
        this.find = find;
        this.choose = choose;
    }

    @Override
    public Set<String> takes() {
        var takes = new TreeSet<>(TrailAndSessions.ARGS);
        takes.add("json");
        return takes;
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        try {
            var asked = find.find(who, args);
            var chosen = choose.choose(asked);
            var explanation = Explainer.explain(chosen.policy(), asked.question());
            return Answer.done(
                    args.containsKey("json")
                            ? ExplanationJson.of(asked, chosen, explanation)
                            : ExplanationText.of(asked, chosen, explanation));
        } catch (Refusal e) {
            return e.answer();
        } catch (PolicyException e) {
            return Telling.broken(e, desk.shownFolder(), args.containsKey("json"));
        }
    }
}

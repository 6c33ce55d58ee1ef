package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import java.util.Map;
import java.util.Set;

/** {@code policy question}: the question that {@code policy explain} means, in one line, to be decided by other rules. */
final class QuestionCommand implements AuthorCommand {

    static final String WORDS = "policy question";

    private final FindAsked find;

    QuestionCommand(FindAsked find) {
        this.find = find;
    }

    @Override
    public Set<String> takes() {
        return Set.copyOf(TrailAndSessions.ARGS);
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        try {
            return Answer.done(find.find(who, args).line() + "\n");
        } catch (Refusal e) {
            return e.answer();
        }
    }
}

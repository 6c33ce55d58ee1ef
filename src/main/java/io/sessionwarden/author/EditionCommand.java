package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.rollout.PolicyArchive;
import java.util.Map;
import java.util.Set;

/** {@code policy edition}: the files of one edition in one line, for {@code policy diff}; without a revision the one in force. */
final class EditionCommand implements AuthorCommand {

    private final PolicyArchive archive;

    EditionCommand(PolicyArchive archive) {
        this.archive = archive;
    }

    @Override
    public Set<String> takes() {
        return Set.of(ShowCommand.REVISION);
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        try {
            PolicyEdition edition = ShowCommand.edition(archive, args.getOrDefault(ShowCommand.REVISION, ""));
            return Answer.done(EditionText.of(edition) + "\n");
        } catch (Refusal e) {
            return e.answer();
        }
    }
}

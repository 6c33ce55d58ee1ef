package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.rollout.PolicyArchive;
import io.sessionwarden.rollout.PolicyArchive.Standing;
import io.sessionwarden.session.ForeignText;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code policy show}: the editions of the policy with when, who and how they stand, or the files of one. */
final class ShowCommand implements AuthorCommand {

    static final String REVISION = "revision";

    private static final int MOST = 100;
    private static final int MOST_SEARCHED = 10_000;
    private static final int LONGEST_WHY = 200;
    private static final int LONGEST_LINE = 2_000;

    private final PolicyArchive archive;

    ShowCommand(PolicyArchive archive) {
        this.archive = archive;
    }

    @Override
    public Set<String> takes() {
        return Set.of(REVISION, "json");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        boolean json = args.containsKey("json");
        if (!args.containsKey(REVISION)) {
            var editions = archive.latest(MOST);
            return Answer.done(json ? json(editions) : text(editions));
        }
        try {
            var edition = edition(archive, args.getOrDefault(REVISION, ""));
            return Answer.done(json ? json(edition) : text(edition));
        } catch (Refusal e) {
            return e.answer();
        }
    }

    /** An edition by the beginning of its revision; the one in force where that is empty. */
    static PolicyEdition edition(PolicyArchive archive, String revision) {
        var found = revision.isEmpty()
                ? archive.inForce().stream().toList()
                : archive.latest(MOST_SEARCHED).stream()
                        .filter(standing -> standing.revision().startsWith(revision))
                        .toList();
        if (found.size() > 1) {
            throw new Refusal(Answer.error(
                    ExitCode.NO_SUCH,
                    found.size() + " revisions begin with '" + ForeignText.clean(revision, 20) + "'",
                    "write more of it; see: warden policy show"));
        }
        return found.stream()
                .flatMap(standing -> archive.find(standing.revision()).stream())
                .findFirst()
                .orElseThrow(() -> new Refusal(Answer.error(
                        ExitCode.NO_SUCH,
                        "there is no revision '" + ForeignText.clean(revision, 20) + "'",
                        "see them with: warden policy show")));
    }

    private static String text(List<Standing> editions) {
        var text = new StringBuilder();
        for (var edition : editions) {
            text.append(edition.revision()).append("  ");
            text.append(edition.since().truncatedTo(ChronoUnit.SECONDS)).append("  ");
            text.append("%-8s".formatted(edition.state().label())).append("  ");
            text.append(ForeignText.clean(edition.who(), 40)).append(": ");
            text.append(ForeignText.clean(edition.why(), LONGEST_WHY)).append('\n');
        }
        return text.toString();
    }

    private static String json(List<Standing> editions) {
        return Json.text(editions.stream()
                .map(edition -> new Json()
                        .put("revision", edition.revision())
                        .put("state", edition.state().label())
                        .put("since", edition.since())
                        .put("who", edition.who())
                        .put("why", edition.why())
                        .members())
                .toList());
    }

    private static String text(PolicyEdition edition) {
        var text = new StringBuilder();
        edition.files().forEach((name, file) -> {
            text.append("==> ").append(ForeignText.clean(name, LONGEST_LINE)).append(" <==\n");
            decoded(file)
                    .lines()
                    .forEach(line ->
                            text.append(ForeignText.clean(line, LONGEST_LINE)).append('\n'));
            text.append('\n');
        });
        return text.toString();
    }

    private static String json(PolicyEdition edition) {
        var files = new Json();
        edition.files().forEach((name, file) -> files.put(name, decoded(file)));
        return Json.text(new Json()
                .put("revision", edition.revision())
                .put("files", files.members())
                .members());
    }

    private static String decoded(PolicyEdition.Content file) {
        return StandardCharsets.UTF_8.decode(file.bytes().duplicate()).toString();
    }
}

package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.EditionReader;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.replay.Differences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code policy diff}: the rules and rows in which two policies differ. Each is a revision, {@code shipped}, or a folder; by
 * default the one in force and the folder as it stands. Runs in the caller's own process, and asks the warden for what it
 * keeps.
 */
final class DiffCommand implements AuthorCommand {

    private static final String SHIPPED = "shipped";

    private final Desk desk;
    private final EditionReader editions;
    private final Path shipped;
    private final AskWarden warden;

    DiffCommand(Desk desk, EditionReader editions, Path shipped, AskWarden warden) {
        this.desk = desk;
        this.editions = editions;
        this.shipped = shipped;
        this.warden = warden;
    }

    @Override
    public Set<String> takes() {
        return Set.of("from", "to", "json");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        try {
            var before = named(args.getOrDefault("from", ""));
            var to = args.get("to");
            var after = to == null ? desk.reader().read(desk.folders()) : named(to);
            var differences = Differences.between(before, after);
            var text = args.containsKey("json")
                    ? DifferencesText.json(differences, before.revision(), after.revision())
                    : DifferencesText.text(differences, before.revision(), after.revision());
            return new Answer(differences.none() ? ExitCode.DONE : ExitCode.REFUSED, text, "");
        } catch (PolicyException e) {
            return Answer.error(
                    ExitCode.USAGE,
                    e.problems().stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")),
                    "mend it first; see: warden policy check");
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private OpenPolicy named(String name) throws PolicyException {
        if (name.equals(SHIPPED)) {
            return desk.reader().read(List.of(shipped));
        }
        if (!name.isEmpty() && Files.isDirectory(Path.of(name))) {
            return desk.reader().read(List.of(Path.of(name)));
        }
        var answer = warden.ask("policy edition", name.isEmpty() ? Map.of() : Map.of(ShowCommand.REVISION, name));
        if (answer.exit() != ExitCode.DONE) {
            throw new Refusal(answer);
        }
        return editions.open(EditionText.read(answer.out().strip()));
    }
}

package io.sessionwarden.author;

import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.replay.Recorded;
import io.sessionwarden.policy.replay.RecordedQuestions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The recorded decisions of a running warden, asked for page by page. */
final class AskedQuestions implements RecordedQuestions {

    private final AskWarden warden;

    AskedQuestions(AskWarden warden) {
        this.warden = warden;
    }

    /** Throws a {@link Refusal} where the warden does not answer. */
    @Override
    public void since(Instant from, Consumer<Optional<Recorded>> reader) {
        var next = page(Map.of(QuestionsCommand.SINCE, from.toString()), reader);
        while (!next.isEmpty()) {
            next = page(Map.of(QuestionsCommand.FROM, next), reader);
        }
    }

    /** Hands over a page; returns where the next one begins, or empty. */
    private String page(Map<String, String> args, Consumer<Optional<Recorded>> reader) {
        var answer = warden.ask("policy questions", args);
        if (answer.exit() != ExitCode.DONE) {
            throw new Refusal(answer);
        }
        var lines = answer.out().lines().iterator();
        var heading = FlatJson.read(lines.next());
        lines.forEachRemaining(line -> reader.accept(Recorded.of(FlatJson.read(line))));
        return heading.getOrDefault(QuestionsCommand.NEXT, "");
    }
}

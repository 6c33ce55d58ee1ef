package io.sessionwarden.author;

import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.wire.ExitCode;
import java.util.Map;
import java.util.TreeMap;

/** Finds questions by asking the running warden for them. */
final class AskedOfWarden implements FindAsked {

    private final AskWarden warden;

    AskedOfWarden(AskWarden warden) {
        this.warden = warden;
    }

    @Override
    public Asked find(String who, Map<String, String> args) {
        var named = new TreeMap<>(args);
        named.keySet().retainAll(TrailAndSessions.ARGS);
        var answer = warden.ask(QuestionCommand.WORDS, named);
        if (answer.exit() != ExitCode.DONE) {
            throw new Refusal(answer);
        }
        return Asked.read(answer.out().strip());
    }
}

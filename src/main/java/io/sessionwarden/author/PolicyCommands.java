package io.sessionwarden.author;

import io.sessionwarden.author.ChoosePolicy.Chosen;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.policy.EditionReader;
import io.sessionwarden.policy.replay.RecordedQuestions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Every command of the author by its words. */
public final class PolicyCommands {

    private PolicyCommands() {}

    /** Those that need the policy's folders and nothing else: they work without a warden, too. */
    public static Map<String, AuthorCommand> of(Desk desk) {
        return Map.of(
                "policy check", new CheckCommand(desk),
                "policy test", new TestCommand(desk),
                "policy guarantee", new GuaranteeCommand(desk));
    }

    /** Those that a running warden answers. */
    public static Map<String, AuthorCommand> ofWarden(Desk desk, RunningPolicy running) {
        var commands = new TreeMap<>(of(desk));
        var asked = new TrailAndSessions(running.trail(), running.sessions());
        commands.put(
                "policy explain",
                new ExplainCommand(
                        desk, asked, new PolicyOfThen(running.inForce(), running.archive(), running.editions())));
        commands.put(QuestionCommand.WORDS, new QuestionCommand(asked));
        commands.put("policy show", new ShowCommand(running.archive()));
        commands.put("policy activate", new ActivateCommand(running.rollout()));
        commands.put("policy questions", new QuestionsCommand(running.trail()));
        commands.put("policy edition", new EditionCommand(running.archive()));
        return commands;
    }

    /**
     * Those that run in the caller's own process, some of which ask the running warden for what it keeps.
     *
     * @param editions opens an edition that the warden gave
     * @param shipped the folder of the rules as they were shipped
     */
    public static Map<String, AuthorCommand> here(
            Desk desk, EditionReader editions, Path shipped, AskWarden warden, InstantSource clock) {
        RecordedQuestions recorded = new AskedQuestions(warden);
        var commands = new TreeMap<>(of(desk));
        commands.put("policy replay", new ReplayCommand(desk, recorded, clock));
        commands.put(
                "policy explain",
                new ExplainCommand(
                        desk,
                        new AskedOfWarden(warden),
                        asked -> new Chosen(
                                desk.reader().read(desk.folders()), "the policy as it lies in " + desk.shownFolder())));
        commands.put("policy diff", new DiffCommand(desk, editions, shipped, warden));
        return commands;
    }
}

package io.sessionwarden.author;

import io.sessionwarden.control.AuthorCommand;
import java.util.Map;

/** Every command of the author by its words. */
public final class PolicyCommands {

    private PolicyCommands() {}

    /** Those that need the policy's folders and nothing else: they work without a warden, too. */
    public static Map<String, AuthorCommand> of(Desk desk) {
        return Map.of(
                "policy check", new CheckCommand(desk),
                "policy test", new TestCommand(desk));
    }
}

package io.sessionwarden.author;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.AuthorCommand;
import java.util.Map;
import java.util.TreeMap;

/** Every command of the author by its words. */
public final class PolicyCommands {

    private PolicyCommands() {}

    /** Those that need the policy's folders and nothing else: they work without a warden, too. */
    public static Map<String, AuthorCommand> of(Desk desk) {
        return Map.of(
                "policy check", new CheckCommand(desk),
                "policy test", new TestCommand(desk));
    }

    /** Those and the ones that read the trail of a running warden. */
    public static Map<String, AuthorCommand> ofWarden(Desk desk, AuditTrail trail) {
        var commands = new TreeMap<>(of(desk));
        commands.put("policy explain", new ExplainCommand(desk, trail));
        return commands;
    }
}

package io.sessionwarden.fake;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers commands with what a test laid down beforehand, in order, and remembers them. The last answer is repeated. */
public final class ScriptedRunner implements CommandRunner {

    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<Command> commands = new ArrayList<>();

    public ScriptedRunner answer(String out) {
        answers.add(new CommandResult(0, out, ""));
        return this;
    }

    public ScriptedRunner answer(CommandResult result) {
        answers.add(result);
        return this;
    }

    public ScriptedRunner fail(HostException.Fault fault, String message) {
        answers.add(new HostException(fault, message));
        return this;
    }

    /** What it was told to run so far. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public CommandResult run(Command command) throws HostException {
        commands.add(command);
        Object answer = answers.size() > 1 ? answers.remove() : answers.element();
        if (answer instanceof HostException failure) {
            throw failure;
        }
        return (CommandResult) answer;
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

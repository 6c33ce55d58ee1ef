package io.sessionwarden.connector.contract;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Passes commands on to a real host and remembers its answers, which can be given again, whole or damaged, without it. */
final class Recording implements CommandRunner {

    private final CommandRunner real;
    private final Map<List<String>, CommandResult> answers = new LinkedHashMap<>();

    Recording(CommandRunner real) {
        this.real = real;
    }

    @Override
    public synchronized CommandResult run(Command command) throws HostException {
        var answer = real.run(command);
        answers.put(command.words(), answer);
        return answer;
    }

    @Override
    public boolean local() {
        return real.local();
    }

    /** The commands that were run, in their order. */
    synchronized Set<List<String>> commands() {
        return Set.copyOf(new ArrayList<>(answers.keySet()));
    }

    /** Gives the same answers again, as they were. */
    CommandRunner again() {
        return damaged(List.of(), UnaryOperator.identity());
    }

    /** Gives the same answers again, and that of one command damaged. */
    synchronized CommandRunner damaged(List<String> command, UnaryOperator<String> damage) {
        var copy = new LinkedHashMap<>(answers);
        copy.computeIfPresent(
                command, (words, answer) -> new CommandResult(answer.exit(), damage.apply(answer.out()), answer.err()));
        return (Given) asked -> {
            var answer = copy.get(asked.words());
            if (answer == null) {
                throw new AssertionError("it asks for more than it did: " + asked.words());
            }
            return answer;
        };
    }

    /** Answers without a host. */
    @FunctionalInterface
    private interface Given extends CommandRunner {
        @Override
        default boolean local() {
            return false;
        }

        @Override
        default void close() {
            // Holds nothing.
        }
    }

    @Override
    public void close() {
        // The real one is not its own.
    }
}

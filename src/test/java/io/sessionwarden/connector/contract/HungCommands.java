package io.sessionwarden.connector.contract;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import java.util.List;

/** Runs a command that never ends in place of each, as where a file server hangs that it reads from. */
record HungCommands(CommandRunner runner) implements CommandRunner {

    @Override
    public CommandResult run(Command command) throws HostException {
        return runner.run(new Command(List.of("sleep", "600"), "", command.timeout(), command.mostBytes()));
    }

    @Override
    public boolean local() {
        return runner.local();
    }

    @Override
    public void close() {
        // The runner is not its own.
    }
}

package io.sessionwarden.connector.terminal;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.ScriptSession;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On this machine. */
@RealHost(programs = {"script", "setsid", "nohup"})
class TerminalConnectorIT extends TerminalHostCases {

    @TempDir
    private Path folder;

    @Override
    CommandRunner runner() {
        return new NoCommands();
    }

    @Override
    Path newFolder() {
        return folder;
    }

    @Override
    ScriptSession open(String command, Path directory) throws IOException {
        return new ScriptSession(command, directory);
    }

    @Override
    String user() {
        return System.getProperty("user.name");
    }

    /** The connector reads /proc itself on this machine. */
    private static final class NoCommands implements CommandRunner {
        @Override
        public CommandResult run(Command command) {
            throw new AssertionError("no command is needed here");
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public void close() {}
    }
}

package io.sessionwarden.real;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands as another user, by a runner that runs them as root.
 *
 * @param user a name, or a uid that is a gid as well
 */
public record AsUser(CommandRunner root, String user) implements CommandRunner {

    @Override
    public CommandResult run(Command command) throws HostException {
        var words = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        words.addAll(command.words());
        return root.run(new Command(words, command.input(), command.timeout(), command.mostBytes()));
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

package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.ForeignText;
import java.util.List;

/** What the scripts have in common in what they print. */
final class Answer {

    private Answer() {}

    /**
     * The lines before the {@code end}, behind which nothing may stand.
     *
     * @throws HostException where it is missing: what was printed is not whole, or the script could not be run as who may
     */
    static List<String> whole(CommandResult result) throws HostException {
        var lines = result.lines();
        int end = lines.indexOf("end");
        if (end >= 0 && end == lines.size() - 1) {
            return lines.subList(0, end);
        }
        var said = ForeignText.clean(result.err().strip(), 300);
        if (said.startsWith("sudo:") || said.startsWith("setpriv:")) {
            throw new HostException(
                    Fault.NOT_PERMITTED,
                    "commands must run as root, or be allowed to run perl as the desktop's user by sudo -n: " + said);
        }
        throw new HostException(Fault.GARBLED, "the answer broke off (exit " + result.exit() + "): " + said);
    }
}

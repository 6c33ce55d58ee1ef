package io.sessionwarden.connector.tmux;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a script printed, with its head taken apart: the lines that {@code owner.sh} and {@code server.sh} print before
 * anything that a tmux server says.
 *
 * @param boot the id of the server's present boot
 * @param runner the uid that commands run as
 * @param socket the socket's path
 * @param owner the uid that the socket belongs to; empty where there is no socket
 * @param ownerName that user's name, or empty
 * @param trouble what kept the script from its work, if anything did
 * @param gone whether the server that was named to the script is no more
 * @param body the script's own lines
 */
record Answer(
        String boot,
        String runner,
        String socket,
        String owner,
        String ownerName,
        Optional<Trouble> trouble,
        boolean gone,
        List<String> body) {

    /** Why a script did not do its work. */
    record Trouble(Kind kind, String text) {

        enum Kind {
            /** Nothing is at the socket's path. */
            ABSENT,
            /** Something else is there. */
            NOT_A_SOCKET,
            /** The socket's owner cannot be become. */
            NOT_PERMITTED,
            /** The tmux server is stopped; it was sent nothing. */
            STOPPED
        }
    }

    /** It is shown as it is: what {@link ForeignText} would change is none of its signs. */
    private static final Pattern SOCKET =
            Pattern.compile("socket (/[^\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]{1,400})");

    private static final Pattern OWNER = Pattern.compile("owner (0|[1-9][0-9]{0,9}) (.*)");

    static Answer of(CommandResult result) throws HostException {
        List<String> lines = result.lines();
        if (lines.size() < 3
                || !lines.get(0).matches("host [0-9a-f-]{36} [0-9]+")
                || !SOCKET.matcher(lines.get(1)).matches()) {
            throw senseless(result);
        }
        String[] host = lines.get(0).split(" ", -1);
        String socket = lines.get(1).substring("socket ".length());
        String third = lines.get(2);
        if (!third.startsWith("owner ")) {
            var kind = third.equals("absent") ? Trouble.Kind.ABSENT : Trouble.Kind.NOT_A_SOCKET;
            return new Answer(host[1], host[2], socket, "", "", trouble(kind, third), false, List.of());
        }
        var owner = OWNER.matcher(third);
        if (!owner.matches()) {
            throw senseless(result);
        }
        List<String> rest = lines.subList(3, lines.size());
        if (rest.isEmpty() || !rest.get(0).equals("as-owner")) {
            return new Answer(
                    host[1],
                    host[2],
                    socket,
                    owner.group(1),
                    owner.group(2),
                    trouble(
                            Trouble.Kind.NOT_PERMITTED,
                            ForeignText.clean(result.err().strip(), 300)),
                    false,
                    List.of());
        }
        boolean gone = rest.size() > 1 && rest.get(1).startsWith("gone ");
        List<String> body = rest.subList(gone ? 2 : 1, rest.size());
        Optional<Trouble> trouble = !body.isEmpty() && body.get(0).matches("stopped [0-9]+")
                ? trouble(Trouble.Kind.STOPPED, body.get(0).substring("stopped ".length()))
                : Optional.empty();
        return new Answer(host[1], host[2], socket, owner.group(1), owner.group(2), trouble, gone, body);
    }

    private static HostException senseless(CommandResult result) {
        return new HostException(
                Fault.GARBLED,
                "no sense can be made of the answer: "
                        + ForeignText.clean((result.out() + " " + result.err()).strip(), 300));
    }

    private static Optional<Trouble> trouble(Trouble.Kind kind, String text) {
        return Optional.of(new Trouble(kind, text));
    }

    /** Whether the socket is the default one of its owner (tmux(1), FILES). */
    boolean defaultSocket() {
        return socket.equals("/tmp/tmux-" + owner + "/default");
    }
}

package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The connections over which the sessions of sshd came, as far as their other ends do not answer. */
final class SshClients {

    /** In the environment of what sshd starts: the client's address and port, and the server's (ssh(1)). */
    private static final Pattern CONNECTION = Pattern.compile(
            "([0-9A-Fa-f:.]{2,45})(?:%\\S{1,20})? ([0-9]{1,5}) ([0-9A-Fa-f:.]{2,45})(?:%\\S{1,20})? ([0-9]{1,5})");

    /** Address and port as the kernel's tables have them. */
    private static final Pattern END = Pattern.compile("([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})");

    private static final String ESTABLISHED = "01";
    private static final int WORD = 4;

    private final Snapshot seen;
    private final Map<String, Integer> unanswered = new HashMap<>();

    SshClients(Snapshot seen) {
        this.seen = seen;
        seen.facts().unanswered().forEach(this::take);
    }

    /** A line of /proc/net/tcp (proc_pid_net(5)): number, local, remote, state, queues, timer, retransmits. */
    private void take(String line) {
        var words = line.strip().split("\\s+", -1);
        if (words.length < 7 || !words[3].equals(ESTABLISHED) || !words[6].matches("[0-9A-F]{8}")) {
            return;
        }
        end(words[2])
                .flatMap(client -> end(words[1]).map(server -> client + " " + server))
                .ifPresent(ends -> unanswered.put(ends, Integer.parseUnsignedInt(words[6], 16)));
    }

    /** How often the client of a session was sent the same again; nothing where it answers, or is not known. */
    Optional<Integer> of(ProcessStat leader, String terminal) {
        var parent = seen.processes().get(leader.parent());
        if (unanswered.isEmpty() || parent == null || !parent.command().startsWith("sshd")) {
            return Optional.empty();
        }
        return seen.facts()
                .variable(leader.pid(), "SSH_TTY")
                .filter(("/dev/" + terminal)::equals)
                .flatMap(same -> seen.facts().variable(leader.pid(), "SSH_CONNECTION"))
                .flatMap(SshClients::ends)
                .map(unanswered::get);
    }

    private static Optional<String> ends(String connection) {
        var ends = CONNECTION.matcher(connection);
        if (!ends.matches()) {
            return Optional.empty();
        }
        try {
            // Digits, points and colons are an address, or none: no name is looked up.
            return Optional.of(InetAddress.getByName(ends.group(1)) + ":" + ends.group(2) + " "
                    + InetAddress.getByName(ends.group(3)) + ":" + ends.group(4));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The kernel prints the words of an address as its processor has them: the last byte first, but on s390x. */
    private static Optional<String> end(String text) {
        var end = END.matcher(text);
        if (!end.matches()) {
            return Optional.empty();
        }
        var words = HexFormat.of().parseHex(end.group(1));
        var bytes = new byte[words.length];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = words[at - at % WORD + WORD - 1 - at % WORD];
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes) + ":" + Integer.parseInt(end.group(2), 16));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

package io.sessionwarden.connector;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What can be told of a session before something is done to it: its processes as a tree, what they talk to, and its
 * terminal. Bounded: at most {@value #MOST_PROCESSES} processes, {@value #MOST_SOCKETS} sockets and about 8 KB; what does not
 * fit is counted. Commands are told by their names alone, because arguments may hold secrets. For one thread.
 */
public final class Traces {

    public static final int MOST_PROCESSES = 50;
    public static final int MOST_SOCKETS = 20;
    private static final int MOST_CHARACTERS = 8 * 1024;
    private static final int DEEPEST = 12;

    /** USER_HZ is 100 on every Linux that Debian, Red Hat and their like ship (time(7)). */
    private static final int TICKS_PER_SECOND = 100;

    private static final Pattern PROCESS =
            Pattern.compile("process ([0-9]{1,9}) ([0-9]{1,9}) ([A-Za-z]) (\\S{1,64}) ([0-9]{1,18}) (.*)");
    private static final Pattern SOCKET = Pattern.compile("socket ([0-9]{1,9}) (\\S+) (\\S+) (\\S+) ([0-9A-F]{2})");
    private static final Pattern END = Pattern.compile("([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})");

    /** What counts of a terminal's settings for whoever asks later why it stood still, or showed no echo. */
    private static final List<String> FLAGS =
            List.of("icanon", "echo", "isig", "ixon", "ixoff", "opost", "icrnl", "tostop");

    /** net/tcp_states.h, in its order from 1. */
    private static final List<String> STATES = List.of(
            "established",
            "syn sent",
            "syn received",
            "fin wait 1",
            "fin wait 2",
            "time wait",
            "closed",
            "close wait",
            "last ack",
            "listening",
            "closing");

    private record Branch(int pid, int parent, String told) {}

    private final List<Branch> processes = new ArrayList<>();
    private final Set<String> sockets = new LinkedHashSet<>();
    private final Map<String, String> facts = new TreeMap<>();
    private int unshown;
    private boolean another;

    /** Takes one line of {@code evidence.sh}; one that is none of its own is passed over. */
    public Traces take(String line) {
        var process = PROCESS.matcher(line);
        var socket = SOCKET.matcher(line);
        if (process.matches()) {
            process(
                    Integer.parseInt(process.group(1)),
                    Integer.parseInt(process.group(2)),
                    process.group(3).charAt(0),
                    process.group(4),
                    Long.parseLong(process.group(5)),
                    process.group(6));
        } else if (socket.matches()) {
            socket(
                    Integer.parseInt(socket.group(1)),
                    socket.group(2),
                    socket.group(3),
                    socket.group(4),
                    socket.group(5));
        } else if (line.matches("more [0-9]{1,9}")) {
            unshown += Integer.parseInt(line.substring("more ".length()));
        } else if (line.equals("other")) {
            another = true;
        } else if (line.startsWith("settings ")) {
            fact("settings", Stty.flags(line, FLAGS));
        }
        return this;
    }

    /**
     * A process of the session.
     *
     * @param waitsIn the kernel's function that it waits in; {@code 0} or empty where it waits in none, or that is not told
     */
    public Traces process(int pid, int parent, char state, String waitsIn, long cpuTicks, String command) {
        if (processes.size() == MOST_PROCESSES) {
            unshown++;
            return this;
        }
        var waits = waitsIn.isEmpty() || waitsIn.equals("0") ? "" : ", waits in " + ForeignText.clean(waitsIn, 64);
        processes.add(new Branch(
                pid,
                parent,
                ForeignText.clean(command, 64) + " (pid " + pid + ", parent " + parent + "): state " + state + waits
                        + ", cpu " + cpuTicks / TICKS_PER_SECOND + "."
                        + String.valueOf(TICKS_PER_SECOND + cpuTicks % TICKS_PER_SECOND)
                                .substring(1) + " s"));
        return this;
    }

    /** A socket of one of its processes; addresses and state as /proc/net/tcp writes them (proc_net(5)). */
    public Traces socket(int pid, String protocol, String local, String remote, String state) {
        if (sockets.size() < MOST_SOCKETS) {
            int number = Integer.parseInt(state, 16);
            sockets.add(ForeignText.clean(protocol, 8) + " " + end(local) + " to " + end(remote) + ", "
                    + (number >= 1 && number <= STATES.size() ? STATES.get(number - 1) : "state " + state)
                    + " (pid " + pid + ")");
        }
        return this;
    }

    /** Anything else that is known; nothing where it is empty. */
    public Traces fact(String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
        return this;
    }

    /** The words of an address: each group of four bytes is written as a number of this, little-endian, machine. */
    private static String end(String text) {
        var parts = END.matcher(text);
        if (!parts.matches()) {
            return "?";
        }
        var bytes = HexFormat.of().parseHex(parts.group(1));
        for (int at = 0; at < bytes.length; at += 4) {
            swap(bytes, at, at + 3);
            swap(bytes, at + 1, at + 2);
        }
        try {
            var address = InetAddress.getByAddress(bytes).getHostAddress();
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + Integer.parseInt(parts.group(2), 16);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static void swap(byte[] bytes, int one, int other) {
        byte kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
    }

    /** All of it, the processes numbered in the order of their tree. */
    public Evidence evidence() {
        if (another) {
            return Evidence.of("another process has its number: what runs there is not this session");
        }
        var told = new TreeMap<>(facts);
        int characters = 0;
        int number = 0;
        for (var line : tree()) {
            characters += line.length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            told.put("process.%02d".formatted(++number), line);
        }
        int cut = processes.size() - number + unshown;
        if (cut > 0) {
            told.put("process.more", cut + " more are not told");
        }
        number = 0;
        for (var socket : sockets) {
            told.put("socket.%02d".formatted(++number), socket);
        }
        return new Evidence(
                (processes.size() + unshown) + " processes, " + (sockets.size() == MOST_SOCKETS ? "at least " : "")
                        + sockets.size() + " sockets",
                told);
    }

    private List<String> tree() {
        var lines = new ArrayList<String>();
        var pids = new HashSet<Integer>();
        processes.forEach(process -> pids.add(process.pid()));
        var untold = new LinkedHashSet<>(processes);
        processes.stream()
                .filter(process -> !pids.contains(process.parent()))
                .forEach(root -> branch(root, 0, untold, lines));
        return lines;
    }

    /** Each is told once, whatever the host says: a pid that stands there twice may be its own grandchild. */
    private void branch(Branch process, int depth, Set<Branch> untold, List<String> lines) {
        if (!untold.remove(process)) {
            return;
        }
        lines.add("  ".repeat(Math.min(depth, DEEPEST)) + process.told());
        processes.stream()
                .filter(child -> child.parent() == process.pid())
                .forEach(child -> branch(child, depth + 1, untold, lines));
    }
}

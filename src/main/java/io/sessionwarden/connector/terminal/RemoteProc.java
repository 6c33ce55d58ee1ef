package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.ForeignText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code look.sh} printed: the facts of one moment. A line that is none of its own is passed over. */
final class RemoteProc implements Processes {

    /** stat(1) %X %N. What a link points to is quoted by stat, so that it cannot end the line. */
    private static final Pattern LINK = Pattern.compile("seen [0-9]+ '/proc/([0-9]{1,9})/(fd/[0-9]+)' -> '(.*)'");

    private static final Pattern DEVICE = Pattern.compile("seen ([0-9]{1,12}) '/dev/([A-Za-z0-9/]{1,40})'");
    private static final Pattern MARK = Pattern.compile("/proc/([0-9]{1,9})/environ:([A-Z_]{1,40})=(.*)");
    private static final int LONGEST_NAME = 64;

    /** In seconds: far behind everything, and far before where java.time ends. */
    private static final long LATEST = 1_000_000_000_000L;

    /** The facts about processes, each under its process, a slash and its own name. */
    private final Map<String, String> facts = new HashMap<>();

    private final Map<Integer, ProcessStat> processes = new HashMap<>();
    private final Map<String, Instant> typed = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final List<String> unanswered = new ArrayList<>();
    private final Map<String, String> machine = new HashMap<>();

    private RemoteProc() {}

    static Snapshot snapshot(List<String> lines) throws HostException {
        var proc = new RemoteProc();
        lines.forEach(proc::take);
        var booted = Instant.ofEpochSecond(proc.seconds("booted"));
        return new Snapshot(
                proc.boot(),
                booted,
                booted.plusSeconds(proc.seconds("up")).plusMillis(proc.hundredths() * 10),
                proc.consoles(),
                proc.processes,
                proc);
    }

    private void take(String line) {
        int space = line.indexOf(' ');
        var rest = line.substring(space + 1);
        switch (space < 0 ? "" : line.substring(0, space)) {
            case "stat" -> ProcessStat.parse(rest).ifPresent(stat -> processes.put(stat.pid(), stat));
            case "fact" -> takeFact(rest.split(" ", 3));
            case "seen" -> takeSeen(line);
            case "tcp" -> unanswered.add(rest);
            case "name" -> takeName(rest.split(" ", 2));
            case "boot", "booted", "up", "hundredths", "console", "foreground" ->
                machine.put(line.substring(0, space), rest);
            default -> takeMark(line);
        }
    }

    private void takeFact(String... words) {
        if (words.length == 3) {
            facts.put(words[0] + "/" + words[1], words[2]);
        }
    }

    private void takeSeen(String line) {
        var link = LINK.matcher(line);
        var device = DEVICE.matcher(line);
        if (link.matches()) {
            facts.put(link.group(1) + "/" + link.group(2), link.group(3));
        } else if (device.matches()) {
            typed.put(device.group(2), Instant.ofEpochSecond(Long.parseLong(device.group(1))));
        }
    }

    private void takeName(String... words) {
        if (words.length == 2) {
            Processes.number(words[0])
                    .ifPresent(uid -> names.putIfAbsent(uid, ForeignText.clean(words[1], LONGEST_NAME)));
        }
    }

    private void takeMark(String line) {
        var mark = MARK.matcher(line);
        if (mark.matches()) {
            facts.putIfAbsent(mark.group(1) + "/environ/" + mark.group(2), mark.group(3));
        }
    }

    private String required(String word) throws HostException {
        var value = machine.getOrDefault(word, "");
        if (value.isBlank()) {
            throw new HostException(Fault.GARBLED, "the answer names no '" + word + "'");
        }
        return value;
    }

    private String boot() throws HostException {
        var boot = required("boot");
        if (!boot.matches("[0-9A-Za-z-]{1,64}")) {
            throw new HostException(Fault.GARBLED, "'boot " + ForeignText.clean(boot, 80) + "' is no id of a boot");
        }
        return boot;
    }

    private long seconds(String word) throws HostException {
        var value = required(word);
        return Processes.number(value)
                .filter(seconds -> seconds <= LATEST)
                .orElseThrow(() -> new HostException(
                        Fault.GARBLED, "'" + word + " " + ForeignText.clean(value, 40) + "' is no number of seconds"));
    }

    /** What proc_uptime(5) adds to the seconds. */
    private long hundredths() {
        return Processes.number(machine.getOrDefault("hundredths", ""))
                .filter(hundredths -> hundredths < 100)
                .orElse(0L);
    }

    /** tty0 among the consoles stands for the one in the foreground. */
    private Set<String> consoles() {
        var consoles = new HashSet<String>(Set.of("console"));
        consoles.addAll(Arrays.asList(machine.getOrDefault("console", "").split(" ", -1)));
        if (consoles.contains("tty0")) {
            consoles.add(machine.getOrDefault("foreground", ""));
        }
        return consoles;
    }

    private Optional<String> fact(int pid, String name) {
        return Optional.ofNullable(facts.get(pid + "/" + name));
    }

    @Override
    public Optional<String> text(int pid, String file) {
        return fact(pid, file);
    }

    @Override
    public Optional<String> link(int pid, String name) {
        return fact(pid, name);
    }

    @Override
    public Optional<String> status(int pid, String field) {
        return fact(pid, field);
    }

    @Override
    public Optional<String> variable(int pid, String name) {
        return fact(pid, "environ/" + name);
    }

    @Override
    public Optional<Instant> typed(String terminal) {
        return Optional.ofNullable(typed.get(terminal));
    }

    @Override
    public List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    @Override
    public String nameOf(long uid) {
        return names.getOrDefault(uid, Long.toString(uid));
    }
}

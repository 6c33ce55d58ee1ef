package io.sessionwarden.connector.logind;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code list.sh} printed. A line that is none of its own is passed over; a session that lacks what it always has, too. */
final class LoginList {

    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z]{1,40})=(.*)");
    private static final Pattern STAT = Pattern.compile("stat (\\S{1,80}) (.*)");
    private static final Pattern DEVICE =
            Pattern.compile("device /dev/(\\S{1,40}) ([0-9a-f]{1,3}):([0-9a-f]{1,5}) ([0-9]{1,10})");
    private static final int LONGEST = 200;

    private final Map<String, String> machine = new HashMap<>();
    private final List<Map<String, String>> logins = new ArrayList<>();
    private final Map<String, Map<String, String>> scopes = new HashMap<>();
    private final Map<String, List<ProcessStat>> leaders = new HashMap<>();
    private final Map<Integer, ProcessStat> processes = new HashMap<>();
    private final Set<Integer> preauthenticated = new HashSet<>();
    private final Map<String, Device> devices = new HashMap<>();
    private String failure = "";
    private long now;

    /** A terminal: its number, as in proc_pid_stat(5), and whose it is. */
    record Device(int number, long uid) {}

    private LoginList() {}

    /**
     * Reads the lines.
     *
     * @throws HostException where they lack what is always there
     */
    static LoginList of(List<String> lines) throws HostException {
        var list = new LoginList();
        var section = "machine";
        Map<String, String> block = new LinkedHashMap<>();
        for (var line : lines) {
            if (line.equals("sessions") || line.equals("scopes") || line.equals("processes")) {
                list.take(section, block);
                block = new LinkedHashMap<>();
                section = line;
            } else if (line.isEmpty()) {
                list.take(section, block);
                block = new LinkedHashMap<>();
            } else if (section.equals("machine") || section.equals("processes")) {
                list.take(line);
            } else {
                var property = PROPERTY.matcher(line);
                if (property.matches()) {
                    block.putIfAbsent(property.group(1), ForeignText.clean(property.group(2), LONGEST));
                }
            }
        }
        list.take(section, block);
        if (!list.required("boot").matches("[0-9A-Za-z-]{1,64}")) {
            throw new HostException(
                    Fault.GARBLED, "'boot " + ForeignText.clean(list.boot(), 80) + "' is no id of a boot");
        }
        list.now = list.seconds();
        return list;
    }

    private void take(String section, Map<String, String> block) {
        if (section.equals("sessions") && isLogin(block)) {
            if (logins.stream().anyMatch(login -> login.getOrDefault("Id", "").equals(block.get("Id")))) {
                fail("it names session " + block.get("Id") + " twice");
            }
            logins.add(block);
        } else if (section.equals("scopes") && block.containsKey("Id")) {
            scopes.put(block.getOrDefault("Id", ""), block);
        }
    }

    private static boolean isLogin(Map<String, String> block) {
        return block.getOrDefault("Id", "").matches("[A-Za-z0-9]{1,32}")
                && block.getOrDefault("User", "").matches("0|[1-9][0-9]{0,9}")
                && block.getOrDefault("TimestampMonotonic", "").matches("[0-9]{1,19}")
                && block.getOrDefault("Leader", "").matches("0|[1-9][0-9]{0,8}");
    }

    private void take(String line) {
        var stat = STAT.matcher(line);
        var device = DEVICE.matcher(line);
        if (stat.matches()) {
            ProcessStat.parse(stat.group(2)).ifPresent(process -> {
                processes.put(process.pid(), process);
                leaders.computeIfAbsent(stat.group(1), none -> new ArrayList<>())
                        .add(process);
            });
        } else if (device.matches()) {
            devices.put(
                    device.group(1),
                    new Device(
                            number(Integer.parseInt(device.group(2), 16), Integer.parseInt(device.group(3), 16)),
                            Long.parseLong(device.group(4))));
        } else if (line.matches("preauthenticated [0-9]{1,9}")) {
            preauthenticated.add(Integer.parseInt(line.substring("preauthenticated ".length())));
        } else if (line.startsWith("failed ")) {
            var said = ForeignText.clean(line.substring("failed ".length()).strip(), LONGEST);
            fail(said.isEmpty() ? "it says nothing" : said);
        } else if (line.equals("changed")) {
            fail("its sessions came and went while they were read");
        } else {
            int space = line.indexOf(' ');
            machine.putIfAbsent(line.substring(0, Math.max(0, space)), line.substring(space + 1));
        }
    }

    /** What was told first stays: a later line does not take it back. */
    private void fail(String why) {
        failure = failure.isEmpty() ? why : failure;
    }

    /** As new_encode_dev of the kernel's kdev_t.h puts a device's two numbers together. */
    private static int number(int major, int minor) {
        return (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
    }

    private String required(String word) throws HostException {
        var value = machine.getOrDefault(word, "");
        if (value.isBlank()) {
            throw new HostException(Fault.GARBLED, "the answer names no '" + word + "'");
        }
        return value;
    }

    /** Why the sessions could not be listed; empty where they were. */
    String failure() {
        return failure;
    }

    /** What loginctl says of each session, by the names of its properties. */
    List<Map<String, String>> logins() {
        return logins;
    }

    /** What systemctl says of a scope; nothing where it has none, or says nothing. */
    Map<String, String> scope(String name) {
        return scopes.getOrDefault(name, Map.of());
    }

    /** The process of that number, if it is a leader and lives. */
    Optional<ProcessStat> leader(int pid) {
        return Optional.ofNullable(processes.get(pid)).filter(process -> !process.ended());
    }

    /** The process of that scope that leads the kernel session on that terminal. */
    Optional<ProcessStat> leader(String scope, String terminal) {
        var device = devices.get(terminal);
        return device == null
                ? Optional.empty()
                : leaders.getOrDefault(scope, List.of()).stream()
                        .filter(process -> process.terminal() == device.number() && !process.ended())
                        .findFirst();
    }

    /** Whether that process is a login(1) that was told to let its user in without a password. */
    boolean preauthenticated(int pid) {
        return preauthenticated.contains(pid);
    }

    String boot() {
        return machine.getOrDefault("boot", "");
    }

    /** The moment of the list in seconds since 1970, by the server's own clock. */
    long now() {
        return now;
    }

    private long seconds() throws HostException {
        var text = required("now");
        if (!text.matches("[0-9]{1,12}")) {
            throw new HostException(Fault.GARBLED, "'now " + ForeignText.clean(text, 40) + "' is no number of seconds");
        }
        return Long.parseLong(text);
    }

    /** The terminals of the machine's own console; tty0 among them stands for the one in the foreground. */
    Set<String> consoles() {
        var consoles = new HashSet<String>(Set.of("console"));
        consoles.addAll(List.of(machine.getOrDefault("consoles", "").split(" ", -1)));
        if (consoles.contains("tty0")) {
            consoles.add(machine.getOrDefault("foreground", ""));
        }
        return consoles;
    }

    /** The scope that the warden, or its login there, runs in itself. */
    String own() {
        return machine.getOrDefault("own", "");
    }
}

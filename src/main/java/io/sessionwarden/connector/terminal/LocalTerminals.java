package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.kernel.TerminalDevice;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kernel sessions of this machine. */
final class LocalTerminals implements SessionHost {

    private static final int LONGEST = 400;

    private final Proc proc = new Proc();
    private final Names names = new Names(Path.of("/etc/passwd"));
    private final String server;
    private final InstantSource clock;
    private final LocalReset reset;

    LocalTerminals(String server, Duration pause, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.reset = new LocalReset(proc, pause);
    }

    @Override
    public String connector() {
        return TerminalConnector.NAME;
    }

    @Override
    public Listing list() throws HostException {
        var listing = new TerminalListing(server, proc, names, text("/proc/sys/kernel/random/boot_id"), booted());
        return new Listing(listing.sessions(proc.processes(), consoles(), clock.instant()), List.of());
    }

    /** When the machine started (proc_stat(5), btime). */
    private static Instant booted() throws HostException {
        return text("/proc/stat")
                .lines()
                .filter(line -> line.startsWith("btime "))
                .flatMap(line -> Proc.number(line.substring(6).trim()).stream())
                .map(Instant::ofEpochSecond)
                .findFirst()
                .orElseThrow(() -> new HostException(Fault.GARBLED, "/proc/stat names no btime"));
    }

    /** The terminals of the system console; tty0 among them stands for the one in the foreground. */
    private static Set<String> consoles() {
        var consoles = new HashSet<String>(Set.of("console"));
        active("console").ifPresent(active -> consoles.addAll(List.of(active.split(" ", -1))));
        if (consoles.contains("tty0")) {
            active("tty0").ifPresent(consoles::add);
        }
        return consoles;
    }

    private static Optional<String> active(String device) {
        try {
            return Optional.of(Files.readString(Path.of("/sys/class/tty", device, "active"))
                    .strip());
        } catch (IOException e) {
            // A machine without such a device has no such console.
            return Optional.empty();
        }
    }

    private static String text(String file) throws HostException {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new HostException(Fault.NOT_ANSWERING, "cannot read " + file, e);
        }
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        var facts = new TreeMap<String, String>();
        var leader = session.leader();
        if (leader != null) {
            proc.processes().values().stream()
                    .filter(process -> process.session() == leader.pid())
                    .forEach(process -> facts.put(
                            "process." + process.pid(),
                            process.command() + " " + process.state() + " cpu " + process.cpuTicks()
                                    + " ticks, waits in "
                                    + proc.text(process.pid(), "wchan").orElse("?")));
        }
        return Evidence.of(facts.size() + " processes", facts);
    }

    @Override
    public SortedMap<String, String> values(Session session) {
        var values = new TreeMap<String, String>();
        var leader = session.leader();
        if (leader == null) {
            return values;
        }
        proc.text(leader.pid(), "cmdline")
                .map(words -> ForeignText.clean(words.replace('\0', ' ').strip(), LONGEST))
                .ifPresent(command -> values.put("command", command));
        proc.link(leader.pid(), "cwd")
                .ifPresent(directory -> values.put("directory", ForeignText.clean(directory, LONGEST)));
        TerminalDevice.read(Path.of("/dev", session.vital("tty"))).ifPresent(device -> {
            values.put("settings", device.flags());
            values.put("size", device.rows() + "x" + device.columns());
        });
        return values;
    }

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        var leader = session.leader();
        if (session.state() == SessionState.DOWN || leader == null) {
            return new Act(
                    Act.Result.DONE, List.of("its leader had gone, and the kernel had closed the device"), List.of());
        }
        return reset.reset(leader, session.vital("tty"));
    }

    @Override
    public boolean reopens(Session session) {
        return !TerminalName.pseudo(session.vital("tty"));
    }

    @Override
    public void close() {
        // Holds nothing open between two calls.
    }
}

package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Traces;
import io.sessionwarden.connector.Warning;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Notice;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.kernel.TerminalDevice;
import io.sessionwarden.kernel.TerminalLine;
import io.sessionwarden.session.Rung;
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

/** This machine: reads its /proc and signals through pidfds. */
final class LocalMachine implements Machine {

    private final LocalProc proc = new LocalProc();
    private final InstantSource clock;
    private final Duration pause;

    LocalMachine(Duration pause, InstantSource clock) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Snapshot terminals(Set<Integer> known) throws HostException {
        return new Snapshot(boot(), booted(), clock.instant(), consoles(), proc.all(), proc);
    }

    @Override
    public Snapshot session(int number) throws HostException {
        return terminals(Set.of());
    }

    /** When the machine started (proc_stat(5), btime). */
    private static Instant booted() throws HostException {
        return text("/proc/stat")
                .lines()
                .filter(line -> line.startsWith("btime "))
                .flatMap(line -> Processes.number(line.substring(6).trim()).stream())
                .map(Instant::ofEpochSecond)
                .findFirst()
                .orElseThrow(() -> new HostException(Fault.GARBLED, "/proc/stat names no btime"));
    }

    private static String boot() throws HostException {
        return text("/proc/sys/kernel/random/boot_id");
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
    public SortedMap<String, String> values(Incarnation incarnation) {
        var values = new TerminalValues();
        proc.text(incarnation.pid(), "cmdline").ifPresent(values::command);
        proc.link(incarnation.pid(), "cwd").ifPresent(values::directory);
        TerminalDevice.read(Path.of("/dev", incarnation.terminal()))
                .ifPresent(device -> values.terminal(device.flags(), device.rows(), device.columns()));
        return values.toMap();
    }

    @Override
    public Traces traces(Incarnation incarnation) throws HostException {
        return new LocalTraces(proc).of(incarnation);
    }

    @Override
    public Notice warn(Incarnation incarnation, long uid, String line) throws HostException {
        var leader = proc.process(incarnation.pid());
        if (leader.isEmpty() || !incarnation.ledBy(leader.get(), boot())) {
            return Warning.OTHER.on(incarnation.terminal(), incarnation.pid());
        }
        var warning = switch (TerminalLine.write(Path.of("/dev", incarnation.terminal()), uid, line)) {
            case WRITTEN -> Warning.TOLD;
            case NOT_THEIRS -> Warning.NOT_THEIRS;
            case NOT_PERMITTED -> Warning.DENIED;
            case BLOCKED -> Warning.BLOCKED;
        };
        return warning.on(incarnation.terminal(), incarnation.pid());
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public Optional<GoneOn> goOn(Incarnation incarnation, ProcessStat leader, List<ProcessStat> stopped, boolean waits)
            throws HostException {
        return new LocalAct(proc, pause, incarnation, boot()).goOn(leader, stopped, waits);
    }

    @Override
    public Optional<Ending> end(Incarnation incarnation, ResetPlan plan, Rung rung) throws HostException {
        return new LocalAct(proc, pause, incarnation, boot()).end(plan, rung);
    }
}

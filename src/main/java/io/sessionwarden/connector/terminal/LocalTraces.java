package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Traces;
import io.sessionwarden.host.HostException;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.kernel.TerminalDevice;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks at one session of this machine closely, as {@code evidence.sh} does elsewhere. */
final class LocalTraces {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]{1,18})]");
    private static final int INODE = 9;

    private final LocalProc proc;

    LocalTraces(LocalProc proc) {
        this.proc = proc;
    }

    Traces of(Incarnation incarnation) throws HostException {
        var all = proc.all();
        var leader = all.get(incarnation.pid());
        if (leader != null && leader.startTicks() != incarnation.startTicks()) {
            return new Traces().take("other");
        }
        var members = all.values().stream()
                .filter(process -> process.session() == incarnation.pid())
                .sorted(Comparator.comparing(ProcessStat::pid))
                .toList();
        var traces = new Traces();
        members.forEach(member -> traces.process(
                member.pid(),
                member.parent(),
                member.state(),
                proc.text(member.pid(), "wchan").orElse(""),
                member.cpuTicks(),
                member.command()));
        sockets(members, traces);
        TerminalDevice.read(Path.of("/dev", incarnation.terminal()))
                .ifPresent(device -> traces.fact("settings", device.flags()));
        return traces;
    }

    private void sockets(List<ProcessStat> members, Traces traces) {
        var owners = new HashMap<String, Integer>();
        members.stream()
                .limit(Traces.MOST_PROCESSES)
                .forEach(member -> proc.descriptors(member.pid()).forEach(target -> {
                    var socket = SOCKET.matcher(target);
                    if (socket.matches()) {
                        owners.putIfAbsent(socket.group(1), member.pid());
                    }
                }));
        if (!owners.isEmpty()) {
            int anyOfThem = members.get(0).pid();
            sockets("tcp", proc.table(anyOfThem, "net/tcp"), owners, traces);
            sockets("tcp6", proc.table(anyOfThem, "net/tcp6"), owners, traces);
        }
    }

    /** proc_net(5): number, local address, remote address, state, ..., the tenth field being the inode. */
    private static void sockets(String protocol, List<String> table, Map<String, Integer> owners, Traces traces) {
        for (var line : table) {
            var fields = line.strip().split("\\s+", -1);
            var owner = fields.length > INODE ? owners.get(fields[INODE]) : null;
            if (owner != null) {
                traces.socket(owner, protocol, fields[1], fields[2], fields[3]);
            }
        }
    }
}

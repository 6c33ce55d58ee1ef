package io.sessionwarden.control;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.cycle.Operations;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every command that the socket answers, in one table. Safe for use by several threads. */
public final class Commands {

    private static final System.Logger LOG = System.getLogger(Commands.class.getName());

    private record Entry(Set<String> args, CommandHandler handler) {}

    private final Map<String, Entry> table;

    public Commands(
            Operations operations,
            Ledger ledger,
            AuditTrail trail,
            Reporting reporting,
            Doctor doctor,
            InstantSource clock) {
        var servers = new Servers(operations);
        var known = new TreeMap<String, Entry>();
        known.put("query session", new Entry(Set.of("what", "server", "json"), new QuerySession(servers, ledger)));
        known.put(
                "reset session", new Entry(Set.of("what", "server", "verbose"), new ResetSession(servers, operations)));
        known.put("status", new Entry(Set.of("json"), new StatusCommand(operations, clock)));
        known.put("incidents", new Entry(Set.of("most", "json"), new Incidents(ledger)));
        known.put("explain", new Entry(Set.of("id", "json"), new Explain(ledger, trail)));
        known.put("audit verify", new Entry(Set.of("json"), new AuditVerify(trail)));
        known.put(
                "report",
                new Entry(
                        Set.of("from", "to", "quarter", "format"),
                        (peer, request) -> reporting.report(request.args())));
        known.put(
                "doctor",
                new Entry(Set.of("server", "json"), (peer, request) -> DoctorCommand.answer(doctor, request.args())));
        this.table = Map.copyOf(known);
    }

    /** Carries out one request. Never throws: a fault is logged, and answered as a fault. */
    Answer answer(Peer peer, Request request) {
        var entry = table.get(request.command());
        if (entry == null) {
            return Answer.error(
                    ExitCode.USAGE,
                    "this warden knows no command '" + request.command() + "'",
                    "is it older than the command you type? see: warden --help");
        }
        for (var arg : request.args().keySet()) {
            if (!entry.args().contains(arg)) {
                return Answer.error(
                        ExitCode.USAGE,
                        "this warden's '" + request.command() + "' knows no argument '" + arg + "'",
                        "see: warden " + request.command() + " --help");
            }
        }
        try {
            return entry.handler().handle(peer, request);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "'" + request.command() + "' asked by " + peer.logonName() + " failed",
                    e);
            return Answer.error(
                    ExitCode.FAILED,
                    "the warden failed at this: " + e.getMessage(),
                    "its log says more; how it is: warden status");
        }
    }
}

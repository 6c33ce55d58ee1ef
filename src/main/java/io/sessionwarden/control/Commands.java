package io.sessionwarden.control;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.cycle.Interventions;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.session.ForeignText;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Every command that the socket answers, in one table. Safe for use by several threads. */
public final class Commands {

    private static final System.Logger LOG = System.getLogger(Commands.class.getName());

    /**
     * What answers the commands whose rooms this one does not know.
     *
     * @param doctor says what is missing for a server to be watched
     * @param practice breaks and ends practice sessions
     * @param evidence has what is kept outside the trail
     * @param policy the commands of the policy's author by their words
     * @param audit the commands of the auditor by their words: trail and report
     * @param trailTrouble what is wrong with the trail or with what of it leaves the machine, for {@code status}
     */
    public record Elsewhere(
            Doctor doctor,
            Practising practice,
            EvidenceStore evidence,
            Map<String, AuthorCommand> policy,
            Map<String, AuthorCommand> audit,
            Supplier<List<String>> trailTrouble) {}

    private record Entry(Set<String> args, Readers readers, CommandHandler handler) {}

    /** Whom a command answers at all. What of an answer is for whom beyond that, its handler knows. */
    private enum Readers {
        ANYBODY,
        /** Administrators, and whoever access.csv gives the right to audit. */
        AUDITORS,
        ADMINISTRATORS
    }

    private final Map<String, Entry> table;
    private final Refusals refusals;
    private final Rights rights;

    public Commands(
            Operations operations,
            Interventions interventions,
            Ledger ledger,
            AuditTrail trail,
            Elsewhere elsewhere,
            InstantSource clock) {
        this.refusals = new Refusals(trail, operations, clock);
        this.rights = new Rights(operations);
        var servers = new ServerSessions(operations);
        var known = new TreeMap<String, Entry>();
        known.put(
                "query session",
                new Entry(Set.of("what", "server", "json"), Readers.ANYBODY, new QuerySession(servers, ledger)));
        known.put(
                "reset session",
                new Entry(
                        Set.of("what", "server", "verbose"),
                        Readers.ANYBODY,
                        new ResetSession(servers, operations, refusals, new RefusalLimit(clock))));
        known.put(
                "status",
                new Entry(
                        Set.of("json"),
                        Readers.ANYBODY,
                        new StatusCommand(operations, elsewhere.trailTrouble(), clock)));
        known.put(
                "incidents",
                new Entry(
                        Set.of("since", "server", "open", "most", "json"),
                        Readers.ANYBODY,
                        new Incidents(operations, rights, clock)));
        known.put(
                "explain",
                new Entry(Set.of("id", "json"), Readers.ANYBODY, new Explain(operations, trail, rights, refusals)));
        known.put(
                "evidence",
                new Entry(Set.of("id"), Readers.ADMINISTRATORS, new EvidenceCommand(trail, elsewhere.evidence())));
        var said = new InterventionCommands(interventions, operations, rights, refusals);
        known.put("approve", new Entry(Set.of("id"), Readers.ANYBODY, said::approve));
        known.put("reject", new Entry(Set.of("id"), Readers.ANYBODY, said::reject));
        known.put("keep", new Entry(Set.of("id", "reason"), Readers.ANYBODY, said::keep));
        known.put("ack", new Entry(Set.of("id"), Readers.ANYBODY, said::acknowledge));
        known.put("note", new Entry(Set.of("id", "text"), Readers.ANYBODY, said::note));
        known.put("pause", new Entry(Set.of("server", "reason", "for"), Readers.ANYBODY, said::pause));
        known.put("resume", new Entry(Set.of("server"), Readers.ANYBODY, said::resume));
        known.put(
                "doctor",
                new Entry(
                        Set.of("server", "json"),
                        Readers.ANYBODY,
                        (peer, request) -> DoctorCommand.answer(elsewhere.doctor(), request.args())));
        known.put(
                "practice break",
                new Entry(
                        Set.of("kind"),
                        Readers.ADMINISTRATORS,
                        (peer, request) -> elsewhere.practice().breakOne(request.arg("kind"))));
        known.put(
                "practice stop",
                new Entry(
                        Set.of(),
                        Readers.ADMINISTRATORS,
                        (peer, request) -> elsewhere.practice().stop()));
        elsewhere.policy().forEach((words, command) -> known.put(words, entry(command, Readers.ADMINISTRATORS)));
        elsewhere.audit().forEach((words, command) -> known.put(words, entry(command, Readers.AUDITORS)));
        this.table = Map.copyOf(known);
    }

    private static Entry entry(AuthorCommand command, Readers readers) {
        return new Entry(command.takes(), readers, (peer, request) -> command.answer(peer.who(), request.args()));
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
            // What somebody meant to say and did not is never taken for what holds where nothing is said.
            if (request.arg(arg).isEmpty()) {
                return Answer.error(
                        ExitCode.USAGE, "'" + arg + "' is empty", "see: warden " + request.command() + " --help");
            }
        }
        try {
            if (entry.readers() == Readers.ADMINISTRATORS && !peer.administrator()) {
                return refusals.refuse(
                        peer,
                        request.command(),
                        "'" + request.command() + "' is for root and the warden's own user",
                        "run it as one of them; your own incidents: warden incidents");
            }
            if (entry.readers() == Readers.AUDITORS && !rights.audits(peer)) {
                return refusals.refuse(
                        peer,
                        request.command(),
                        "you may not audit",
                        "root may, and whoever rules/access.csv gives the right to audit on every server (*)");
            }
            return entry.handler().handle(peer, request);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "'" + request.command() + "' asked by " + peer.logonName() + " failed",
                    e);
            return Answer.error(
                    ExitCode.FAILED,
                    "the warden failed at this: " + ForeignText.clean(String.valueOf(e.getMessage()), 500),
                    "its log says more; how it is: warden status");
        }
    }
}

package io.sessionwarden.control;

import io.sessionwarden.audit.SigningKey;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.cycle.Flow;
import io.sessionwarden.cycle.LeaderWatch;
import io.sessionwarden.cycle.Servers;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.cycle.Wiring;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.ScriptedPolicy;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.Roster;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.notary.AuditCommands;
import io.sessionwarden.notary.Notary;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commands of a warden whose two servers, ledger, trail and policy are in memory; cycles run as soon as they are queued. */
final class WardenOnFakes {

    static final String OTHER_SERVER = "Till";

    final SettableClock clock = new SettableClock();
    final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    final FakeLedger ledger = new FakeLedger(trail);
    final FakeSessionHost host = new FakeSessionHost();
    final FakeSessionHost otherHost = new FakeSessionHost();
    final ScriptedPolicy policy = new ScriptedPolicy();
    final List<String> notRun = new ArrayList<>();
    boolean cyclesRun = true;
    List<String> trailTrouble = List.of();
    String policyError = "";
    String policyWaiting = "";
    List<String> policyWarnings = List.of();

    private final List<Flow> made = new ArrayList<>();
    final Flow flow;
    final Commands commands;

    WardenOnFakes() {
        this(EvidenceStore.NONE);
    }

    /** @param evidence what is kept outside the trail */
    WardenOnFakes(EvidenceStore evidence) {
        var servers =
                new Servers(List.of(watched(Sessions.SERVER, host, true), watched(OTHER_SERVER, otherHost, false)));
        flow = Flow.of(
                new Wiring(
                        servers,
                        new IncidentBook(ledger::nextIncidentId, seat -> 0),
                        policy,
                        999,
                        new Resetter(clock, clock.steady(), time -> () -> false, () -> () -> false),
                        ledger,
                        trail,
                        this::run,
                        LeaderWatch.NONE,
                        clock,
                        clock.steady()),
                () -> new PolicyStanding(policyError, policyWaiting, policyWarnings));
        made.add(flow);
        commands = new Commands(
                flow.operations(),
                flow.interventions(),
                ledger,
                trail,
                new Commands.Elsewhere(
                        server -> List.of(new Doctor.Check(server, "clock", Doctor.Verdict.OK, "agrees")),
                        Practising.NONE,
                        evidence,
                        Map.of("policy check", new Echo()),
                        AuditCommands.of(
                                trail, new Notary(trail, SigningKey.generate("fakes"), List.of(), () -> "r1", clock)),
                        () -> trailTrouble),
                clock);
    }

    /** Says who asks and what. */
    private static final class Echo implements AuthorCommand {
        @Override
        public Set<String> takes() {
            return Set.of("json");
        }

        @Override
        public Answer answer(String who, Map<String, String> args) {
            return Answer.done(who + " asks " + args + "\n");
        }
    }

    private static WatchedServer watched(String name, FakeSessionHost host, boolean local) {
        var prober = new Prober(Map.of(Sessions.CONNECTOR, List.of(new IllProbe())));
        return new WatchedServer(
                name, Mode.OBSERVE, local, new Roster(name, List.of(host), Selector.ALL, List.of()), prober);
    }

    private void run(String cycle) {
        if (cyclesRun) {
            made.get(0).reset().run(cycle);
        } else {
            notRun.add(cycle);
        }
    }

    /** Says what the session's vital {@code ill} says, with a command line for evidence. */
    private static final class IllProbe implements Probe {
        @Override
        public String name() {
            return "ill";
        }

        @Override
        public Finding examine(Session now, @Nullable Session before) {
            return now.vital("ill").isEmpty()
                    ? new Finding.Healthy(name())
                    : new Finding.Sick(
                            name(),
                            new Symptom(now.vital("ill"), Symptom.Group.MALFUNCTIONS),
                            Evidence.of("runs mysql --password=sesame"));
        }
    }

    /** The user that all of {@link Sessions}' sessions belong to; sits in none of them. */
    static Peer alice() {
        return person("alice", 1001, 0);
    }

    static Peer person(String name, long uid, int sid) {
        return new Peer(name, Account.ofUid(Sessions.SERVER, uid), false, Sessions.SERVER, sid);
    }

    static Peer root() {
        return new Peer("root", Account.ofUid(Sessions.SERVER, 0), true, Sessions.SERVER, 0);
    }

    /** Asks as that peer; arguments as name, value, name, value. */
    Answer ask(Peer peer, String command, String... args) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            map.put(args[i], args[i + 1]);
        }
        return commands.answer(peer, new Request(command, map));
    }

    Answer reset(Peer peer, String what) {
        return ask(peer, "reset session", "what", what);
    }
}

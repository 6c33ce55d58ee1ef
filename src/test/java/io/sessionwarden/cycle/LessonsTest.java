package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.FlowOnFakes.Parts;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.HibernateAuditTrail;
import io.sessionwarden.store.HibernateLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What automatic repair has broken elsewhere, and the guard that each accident teaches. One test for each accident, on the whole
 * flow; where the accident was one of the rules, the rules are the shipped ones.
 */
class LessonsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(6);
    private static final Session SICK = sick(session("pts/1", 101));

    private static DroolsResetPolicy shipped;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openTheShippedRules() throws Exception {
        shipped = DroolsResetPolicy.open(List.of(Path.of("rules")));
    }

    private static Session sick(Session session) {
        return with(session, "ill", "DEAD_LEADER");
    }

    private static FlowOnFakes underShippedRules(Mode mode) {
        return new FlowOnFakes(Parts.of(mode).rules(shipped));
    }

    /** So many sessions of as many people, the first of them sick. */
    private static void putSessions(FakeSessionHost host, int all, int sick) {
        for (int i = 0; i < all; i++) {
            var session = session("pts/" + i, 100 + i).ownedBy("user" + i, Account.ofUid(Sessions.SERVER, 2000L + i));
            host.put(i < sick ? sick(session) : session);
        }
    }

    private static List<String> decisions(FlowOnFakes on) {
        return on.trail.events(EventType.DECISION).stream()
                .map(event -> event.outcome() + ": " + event.detail("reasons"))
                .toList();
    }

    private static void sweepUntilSickForLong(FlowOnFakes on) {
        on.sweep();
        on.clock.advance(LONG_ENOUGH);
        on.sweep();
    }

    /** Google: an empty set meant "everything", and a fleet was wiped in minutes. */
    @Test
    void anEmptySetIsNotEverything() {
        for (var empty : List.of(
                Selector.NOTHING,
                new Selector(false, Map.of("mark", Set.of())),
                new Selector(false, Map.of("mark", Set.of("nobody's"))))) {
            var on = new FlowOnFakes(Parts.of(Mode.ENFORCE).watching(empty));
            putSessions(on.host, 3, 3);
            on.goOn(LONG_ENOUGH);
            assertThat(on.trail.events()).isEmpty();
            assertThat(on.host.resets()).isEmpty();
        }
    }

    /** Draino: a drainer without labels took every node, three quarters of them at once. */
    @Test
    void howeverMuchIsSickOnlyAShareIsTakenAtOnceAndNothingInADryRun() {
        var dry = underShippedRules(Mode.OBSERVE);
        putSessions(dry.host, 10, 4);
        sweepUntilSickForLong(dry);
        assertThat(decisions(dry)).anyMatch(line -> line.startsWith("permit"));
        assertThat(dry.queued).isEmpty();

        var some = underShippedRules(Mode.ENFORCE);
        putSessions(some.host, 10, 4);
        sweepUntilSickForLong(some);
        assertThat(some.queued).as("a fifth of the server").hasSize(2);

        var most = underShippedRules(Mode.ENFORCE);
        putSessions(most.host, 10, 5);
        sweepUntilSickForLong(most);
        assertThat(most.queued).isEmpty();
        assertThat(decisions(most)).last().asString().contains("look at the server, nothing is reset there");
    }

    /** Draino: it went on after a human had intervened. */
    @Test
    void whatIsQueuedWhenAHumanStepsInIsNotDone() {
        var on = new FlowOnFakes(Mode.ENFORCE);
        on.host.put(SICK);
        on.sweep();
        var ann = FlowOnFakes.caller("ann", 1003);
        on.flow.interventions().keep(ann, "i-1", "I am at it");
        on.runQueued();
        assertThat(on.recorded()).endsWith("KEPT ", "CYCLE_STEP WITHDRAWN");

        var behindItsBack = new FlowOnFakes(Mode.ENFORCE);
        behindItsBack.host.put(SICK);
        behindItsBack.sweep();
        behindItsBack.ledger.hold(
                new Hold(Hold.Kind.KEEP, "i-1", ann.who(), "through another warden", on.clock.instant(), null),
                AuditEvent.ofWarden(EventType.KEPT, "", "", Map.of()));
        behindItsBack.runQueued();
        assertThat(behindItsBack.recorded(event -> event.detail("message")))
                .last()
                .asString()
                .contains("through another warden");

        assertThat(on.host.resets()).isEmpty();
        assertThat(behindItsBack.host.resets()).isEmpty();
    }

    /** Liveness probes that timed out after a second restarted a whole service that was merely overloaded. */
    @Test
    void slowIsNotStuck() {
        var on = new FlowOnFakes(Mode.ENFORCE);
        on.host.put(with(session("pts/1", 101), "ill", "unknown"));
        on.goOn(Duration.ofMinutes(10));
        on.goOn(Duration.ofMinutes(10));
        assertThat(on.trail.events()).as("no answer in time is no symptom").isEmpty();

        on.host.put(SICK);
        on.sweep();
        on.host.put(with(session("pts/1", 101), "ill", "unknown"));
        on.runQueued();
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP WITHDRAWN");

        on.host.failWith(new HostException(Fault.NOT_ANSWERING, "no answer within 10 s"));
        for (int i = 0; i < 5; i++) {
            on.goOn(Duration.ofMinutes(1));
        }
        assertThat(on.recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_OPENED NOT_ANSWERING");
        assertThat(on.host.resets()).isEmpty();
    }

    /** GitHub 2018: a partition of 43 seconds caused a day of degraded service. */
    @Test
    void aWardenThatIsCutOffDoesNothingAndRaisesOneAlarm() {
        var till = new FakeSessionHost();
        var depot = new FakeSessionHost();
        var on = new FlowOnFakes(Parts.of(Mode.ENFORCE).beside("till", till).beside("depot", depot));
        var cut = new HostException(Fault.UNREACHABLE, "no route to host");
        till.failWith(cut);
        depot.failWith(cut);
        on.host.put(SICK);
        for (var server : List.of("till", "depot", "till", "depot", Sessions.SERVER)) {
            on.sweep(server);
        }
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.trail.events(EventType.WARDEN_UNFIT)).hasSize(1);
        assertThat(decisions(on)).last().asString().contains("it is rather the warden that is cut off");

        till.failWith(null);
        depot.failWith(null);
        on.sweep("till");
        on.sweep("depot");
        on.goOn(Duration.ofMinutes(1));
        assertThat(on.host.resets()).hasSize(1);
    }

    /** Two nodes fenced each other in a loop. */
    @Test
    void twoWardensDoNotResetTheSameSessionHoweverLongOneOfThemSlept() {
        try (var database = Database.h2(folder)) {
            var host = new FakeSessionHost().put(SICK);
            host.onReset(old -> session("pts/1", 102), true);
            var second = new FlowOnFakes(Parts.of(Mode.ENFORCE).on(host).ledger(unused -> ledger(database, "second")));
            // It falls asleep just before it would record that it acts.
            var first = new FlowOnFakes(Parts.of(Mode.ENFORCE)
                    .on(host)
                    .ledger(unused -> before(ledger(database, "first"), CycleState.RESETTING, () -> {
                        second.flow.reset().run("c-1");
                        assertThat(host.resets())
                                .as("the claim of the first counts")
                                .isEmpty();
                        second.clock.advance(Ledger.LEASE.plusSeconds(2));
                        second.flow.reset().run("c-1");
                    })));
            first.sweep();
            first.runQueued();

            assertThat(host.resets()).hasSize(1);
            assertThat(ledger(database, "any").findCycle("c-1"))
                    .get()
                    .extracting(Cycle::state)
                    .isEqualTo(CycleState.HEALED);
        }
    }

    private static Ledger ledger(Database database, String warden) {
        return new HibernateLedger(database, new HibernateAuditTrail(database, () -> Instant.EPOCH), warden);
    }

    /** The same ledger, in which something happens just before a transition to that state is made. */
    private static Ledger before(Ledger ledger, CycleState state, Runnable happens) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    if (method.getName().equals("advance") && ((Move) args[1]).to() == state) {
                        happens.run();
                    }
                    try {
                        return method.invoke(ledger, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** medik8s: one root cause was cleared, and statuses that were stale still triggered resets. */
    @Test
    void aStatusThatIsStaleTriggersNothing() {
        var on = underShippedRules(Mode.ENFORCE);
        on.host.put(SICK);
        on.host.onReset(old -> session("pts/1", 102), true);
        sweepUntilSickForLong(on);
        on.host.put(session("pts/1", 101));
        on.runQueued();
        assertThat(on.recorded(event -> event.detail("message"))).contains("it recovered by itself");
        assertThat(on.host.resets()).as("looked at afresh").isEmpty();

        on.host.put(SICK);
        on.goOn(LONG_ENOUGH);
        on.goOn(LONG_ENOUGH);
        assertThat(on.host.resets()).hasSize(1);
        on.host.put(sick(session("pts/1", 102)));
        on.goOn(LONG_ENOUGH);
        on.goOn(LONG_ENOUGH);
        assertThat(decisions(on)).last().asString().contains("cooldown 60 s");
        assertThat(on.host.resets()).as("its effect is waited for").hasSize(1);
    }

    /** systemd-oomd: 2,104 processes were killed as one unit. */
    @Test
    void howMuchWillBeHitIsRecordedBeforeTheActAndCapped() {
        var on = underShippedRules(Mode.ENFORCE);
        putSessions(on.host, 40, 4);
        sweepUntilSickForLong(on);
        assertThat(on.queued).hasSize(3);
        on.runQueued();
        assertThat(on.trail.events(EventType.CYCLE_STEP).stream()
                        .filter(event -> event.detail("cycle").equals("c-1"))
                        .map(event -> event.outcome() + " " + event.detail("evidence")))
                .startsWith("EVIDENCE_KEPT a fake", "RESETTING ");
    }

    /** bazel, vm0: ids were reused, and the wrong one was killed. */
    @Test
    void aReusedIdIsAnotherSessionUpToTheVeryAct() {
        var stranger = new Session(
                SessionIdentity.of(
                        Sessions.SERVER, Sessions.CONNECTOR, Map.of("boot", "b", "sid", "101", "start", "2")),
                "101",
                SICK.name(),
                SICK.kind(),
                SICK.state(),
                false,
                "bob",
                Account.ofUid(Sessions.SERVER, 1002),
                SICK.leader(),
                SICK.started(),
                Duration.ZERO,
                null,
                new TreeMap<>());
        var host = new FakeSessionHost().put(SICK);
        var on = new FlowOnFakes(Parts.of(Mode.ENFORCE)
                .on(host)
                .ledger(ledger -> before(ledger, CycleState.RESETTING, () -> {
                    host.remove(SICK);
                    host.put(stranger);
                })));
        on.sweep();
        on.runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(on.recorded()).contains("CYCLE_STEP RESETTING", "CYCLE_STEP WITHDRAWN");
    }

    /** Terminal servers: resetting a listener reset every session on it. */
    @Test
    void aListenerIsNeverReset() {
        var on = underShippedRules(Mode.ENFORCE);
        var listener = new Session(
                SICK.identity(),
                "65536",
                "rdp-tcp",
                SessionKind.LISTENER,
                SICK.state(),
                true,
                "root",
                Account.ofUid(Sessions.SERVER, 0),
                SICK.leader(),
                SICK.started(),
                null,
                null,
                SICK.vitals());
        on.host.put(listener);
        sweepUntilSickForLong(on);
        on.runQueued();
        assertThat(decisions(on)).last().asString().startsWith("deny: it is a listener");
        assertThat(on.resetNow(FlowOnFakes.caller("root", 0), listener).cycle()).isNull();
        assertThat(on.host.resets()).isEmpty();
    }

    /** xrdp: the clock ran backwards, and limits never fired. */
    @Test
    void aClockThatRunsBackwardsNeitherStopsTheWatchNorLiftsALimit() {
        var on = underShippedRules(Mode.ENFORCE);
        on.host.onReset(old -> session("pts/1", Integer.parseInt(old.id()) + 1), true);
        on.host.put(SICK);
        on.sweep();
        on.clock.set(on.clock.instant().minus(Duration.ofDays(2)));
        on.sweep();
        on.goOn(Duration.ofSeconds(31));
        on.goOn(Duration.ofSeconds(5));
        assertThat(on.host.resets()).as("sick for long by the steady clock").hasSize(1);

        resetAgain(on, 102);
        resetAgain(on, 103);
        assertThat(on.host.resets()).hasSize(3);
        on.clock.set(on.clock.instant().minus(Duration.ofHours(3)));
        on.goOn(Duration.ofMinutes(1));
        resetAgain(on, 104);
        assertThat(on.host.resets()).hasSize(3);
        assertThat(decisions(on)).last().asString().contains("was reset 3 times within the hour (limit 3)");
    }

    /** The session at pts/1 falls sick, after the cooldown and for long enough. */
    private static void resetAgain(FlowOnFakes on, int pid) {
        on.goOn(Duration.ofMinutes(2));
        on.host.put(sick(session("pts/1", pid)));
        on.goOn(Duration.ofSeconds(1));
        on.goOn(LONG_ENOUGH);
    }

    /** xorgxrdp: sessions were killed although the setting said not to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "thresholds.csv: server,symptom,seconds,mode / *,DEAD_LEADER,5,observe",
                "thresholds.csv: server,symptom,seconds,mode / *,STOPPED,5,enforce",
                "protected-accounts.csv: server,account,session,reason / *,*,pts/1,mine",
                "reset-hours.csv: server,days,from,to,time-zone,resets / *,*,00:00,24:00,UTC,forbidden",
                "limits.csv: server,scope,limit / *,session,3",
                "limits.csv: server,scope,limit / *,session,0"
            })
    void offIsOff(String table) throws Exception {
        var file = table.substring(0, table.indexOf(':'));
        var rows = table.substring(table.indexOf(':') + 2).replace(" / ", "\n");
        Files.writeString(folder.resolve(file), rows + "\n");
        var off = new FlowOnFakes(
                Parts.of(Mode.ENFORCE).rules(DroolsResetPolicy.open(List.of(Path.of("rules"), folder))));
        var on = underShippedRules(Mode.ENFORCE);
        for (var one : List.of(off, on)) {
            one.host.put(SICK);
            one.host.onReset(old -> session("pts/1", 102), true);
            sweepUntilSickForLong(one);
            one.runQueued();
            one.goOn(Duration.ofHours(5));
        }
        assertThat(off.host.resets()).isEmpty();
        assertThat(on.host.resets()).as("which is what 'on' does").hasSize(1);
    }

    /** OPA: an upgrade dropped nine of ten decision logs. */
    @Test
    void withoutItsRecordNothingIsDone() {
        for (var state : List.of(CycleState.EVIDENCE_KEPT, CycleState.RESETTING)) {
            var host = new FakeSessionHost().put(SICK);
            var made = new FlowOnFakes[1];
            var on = new FlowOnFakes(Parts.of(Mode.ENFORCE)
                    .on(host)
                    .ledger(ledger -> before(
                            ledger,
                            state,
                            () -> made[0].trail.breakWith(new IllegalStateException("no room left on the disk")))));
            made[0] = on;
            on.sweep();
            assertThatThrownBy(on::runQueued).hasMessage("no room left on the disk");
            assertThat(host.resets()).isEmpty();
            assertThat(on.ledger.openCycles())
                    .singleElement()
                    .extracting(Cycle::state)
                    .isNotEqualTo(state);

            on.trail.breakWith(null);
            assertThat(on.recorded()).doesNotContain("CYCLE_STEP " + state);
        }
    }

    /** Monit: counters were never reset after a repair, and the thing was left alone for good. */
    @Test
    void whatWasRepairedIsNotLeftAloneForGood() {
        var on = underShippedRules(Mode.ENFORCE);
        on.host.onReset(old -> session("pts/1", Integer.parseInt(old.id()) + 1), true);
        on.host.put(session("pts/1", 101));
        on.sweep();
        for (int week = 0; week < 20; week++) {
            resetAgain(on, 101 + week);
            assertThat(on.host.resets()).hasSize(week + 1);
            on.goOn(Duration.ofDays(7));
        }
        assertThat(on.trail.events(EventType.INCIDENT_OPENED))
                .allSatisfy(event -> assertThat(event.detail("recurrence")).isIn("0", "1"));
    }

    /** StackStorm's users: fixes that were repeated in silence hid the real fault. */
    @Test
    void whatKeepsComingBackIsGivenToAHuman() {
        var on = underShippedRules(Mode.ENFORCE);
        on.host.onReset(old -> session("pts/1", Integer.parseInt(old.id()) + 1), true);
        on.host.put(session("pts/1", 101));
        on.sweep();
        for (int illness = 0; illness < 12; illness++) {
            resetAgain(on, 101 + illness);
            on.host.remove(sick(session("pts/1", 101 + illness)));
            on.goOn(Duration.ofMinutes(40));
        }
        assertThat(on.host.resets()).hasSizeLessThan(6);
        assertThat(decisions(on)).anyMatch(line -> line.startsWith("ask") && line.contains("resets do not last"));
        assertThat(decisions(on)).last().asString().contains("given up, look at it");
    }
}

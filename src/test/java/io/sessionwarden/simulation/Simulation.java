package io.sessionwarden.simulation;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Flow;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.LeaderWatch;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.cycle.Servers;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.cycle.Wiring;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Roster;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Patience;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import io.sessionwarden.simulation.Policies.Edition;
import io.sessionwarden.simulation.World.Weather;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One seed's course of events. */
final class Simulation {

    private static final int EVENTS = 250;
    /** How long a cycle may take: a human is waited for, and then an act is verified. */
    private static final Duration LONGEST = Operations.APPROVAL_WAITS.plusMinutes(10);

    private static final Duration QUIET = Duration.ofMinutes(55);

    private final Chance chance;
    private final SettableClock clock = new SettableClock();
    private final World world;
    private final Set<Bug> bugs;
    private final List<Edition> policies;
    private final List<String> log = new ArrayList<>();
    private final Books books;
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    private final FakeLedger store;
    private final List<String> queued = new ArrayList<>();
    private Edition edition;
    private PolicyInForce policy;
    private Flow flow;
    private boolean atOnce;
    private long read;

    Simulation(long seed, List<Edition> policies, Set<Bug> bugs) {
        this.chance = new Chance(seed);
        this.world = new World(clock, chance);
        this.bugs = bugs;
        this.policies = policies;
        this.edition = policies.get(0);
        this.policy = new PolicyInForce(edition.policy());
        this.books = new Books(() -> edition.limits());
        this.store = new FakeLedger(trail);
        this.flow = start();
    }

    /** Lets everything happen, then lets the world be quiet, and holds the invariants against it all the time. */
    Simulation run() {
        for (int i = 0; i < EVENTS; i++) {
            happen(this::next);
        }
        quiet();
        return this;
    }

    /** What happened, a line each. */
    List<String> log() {
        return List.copyOf(log);
    }

    Map<String, Long> tally() {
        return books.tally();
    }

    long acts() {
        return world.acts.size();
    }

    private Flow start() {
        queued.clear();
        var ledger = crashing(bugs.isEmpty() ? store : new BuggyLedger(store, bugs));
        var servers = World.SERVERS.stream().map(this::server).toList();
        var book = new IncidentBook(
                ledger::nextIncidentId,
                seat -> ledger.incidentsAt(seat, clock.instant().minus(Duration.ofDays(1))));
        ResetPolicy asked = bugs.contains(Bug.PERMITS_EVERYTHING) ? new PermissivePolicy(policy) : policy;
        return Flow.of(
                new Wiring(
                        new Servers(servers),
                        book,
                        asked,
                        -1,
                        new Resetter(clock, clock.steady(), this::patience, () -> () -> false),
                        ledger,
                        trail,
                        this::enqueue,
                        LeaderWatch.NONE,
                        clock,
                        clock.steady()),
                () -> PolicyStanding.AGREED);
    }

    private WatchedServer server(String name) {
        var host = new SimulatedHost(name, world, bugs, act -> {
            readTrail();
            books.hold(act);
        });
        List<Probe> probes = bugs.contains(Bug.SEES_NOTHING) ? List.of() : List.of(new IllProbe());
        return new WatchedServer(
                name,
                Mode.ENFORCE,
                name.equals("local"),
                new Roster(name, List.of(host), Selector.ALL, List.of()),
                new Prober(Map.of(World.CONNECTOR, probes)));
    }

    /** Before and after each write the warden may end: then it was not written, or it was. */
    private Ledger crashing(Ledger ledger) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    chance.step("before " + method.getName());
                    try {
                        return method.invoke(ledger, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        chance.step("after " + method.getName());
                    }
                });
    }

    private Patience patience(Duration time) {
        var end = clock.steady().instant().plus(time);
        return () -> {
            world.passes(Duration.ofMillis(500));
            return clock.steady().instant().isBefore(end);
        };
    }

    private void enqueue(String cycle) {
        if (atOnce) {
            flow.reset().run(cycle);
            // Whoever asked does not wait for what goes on: this thread is the only one.
            Thread.currentThread().interrupt();
        } else if (!queued.contains(cycle)) {
            queued.add(cycle);
        }
    }

    private void happen(Runnable event) {
        try {
            event.run();
        } catch (Crash crash) {
            Thread.interrupted();
            atOnce = false;
            log("the warden is killed " + crash.getMessage());
            policy = new PolicyInForce(edition.policy());
            startAgain();
        }
        readTrail();
    }

    /** It may be killed while it starts, too. */
    private void startAgain() {
        chance.crashNoMore();
        flow = start();
    }

    private void readTrail() {
        trail.readAfter(read, record -> {
            read = record.sequence();
            AuditEvent event = record.event();
            log("    " + event.type() + " " + event.outcome() + " " + event.incident() + " " + event.detail("cycle")
                    + " "
                    + event.session() + " " + event.detail("rung") + " " + event.detail("reasons")
                    + event.detail("message"));
            books.read(record);
        });
    }

    private void log(String line) {
        log.add(clock.instant() + " " + line);
    }

    private void next() {
        int what = chance.below(100);
        if (what < 40) {
            sweep(chance.oneOf(World.SERVERS));
        } else if (what < 55) {
            runOne();
        } else if (what < 66) {
            log(world.somethingHappens());
        } else if (what < 70) {
            var server = chance.oneOf(World.SERVERS);
            var weather = chance.oneOf(List.of(Weather.values()));
            world.weather.put(server, weather);
            log(server + " is " + weather);
        } else if (what < 76) {
            queueOpenCycles();
        } else if (what < 82) {
            var time = Duration.ofSeconds(1 + chance.below(120));
            log(time + " passes");
            world.passes(time);
        } else if (what < 86) {
            if (chance.once(3)) {
                chance.crashAfterAct();
            } else {
                chance.crashAfter(chance.below(25));
            }
        } else if (what < 89) {
            edition = chance.oneOf(policies);
            policy.put(edition.policy());
            log("another policy is in force: " + edition.limits());
        } else if (what < 93) {
            somebodyAsks();
        } else if (what < 95) {
            somebodyDecides();
        } else if (what < 97) {
            somebodyIntervenes();
        } else if (what < 98) {
            var step = Duration.ofMinutes(chance.below(120) - 60L);
            log("the clock is set by " + step);
            clock.set(clock.instant().plus(step));
        } else if (bugs.contains(Bug.ACTS_WITHOUT_ASKING)) {
            actWithoutAsking();
        }
    }

    private void sweep(String server) {
        world.passes(Duration.ofMillis(500));
        log("sweep of " + server);
        flow.watch().sweep(server);
    }

    private void queueOpenCycles() {
        if (!bugs.contains(Bug.FORGETS_OPEN_CYCLES)) {
            flow.watch().queueOpenCycles();
        }
    }

    private void runOne() {
        if (queued.isEmpty()) {
            return;
        }
        var cycle = chance.oneOf(queued);
        // A trigger that fires twice must do no harm.
        if (!chance.once(10)) {
            queued.remove(cycle);
        }
        log("run " + cycle);
        flow.reset().run(cycle);
    }

    private void somebodyAsks() {
        var all = world.all();
        if (all.isEmpty()) {
            return;
        }
        var session = chance.oneOf(all).session(clock.instant());
        var who = chance.once(2) ? String.valueOf(session.logonName()) : chance.oneOf(World.USERS);
        log(who + " asks for a reset of " + session.identity());
        atOnce = true;
        try {
            flow.operations().reset(person(who), session);
        } finally {
            atOnce = false;
            Thread.interrupted();
        }
    }

    private static Caller person(String name) {
        return new Caller(name, Account.ofUid("local", 1000L + name.charAt(0)), null, false);
    }

    private void somebodyDecides() {
        var asked = store.openCycles().stream()
                .filter(cycle -> cycle.state() == CycleState.ASKED)
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        var cycle = chance.oneOf(asked);
        if (chance.once(2)) {
            log("root approves " + cycle.id());
            flow.interventions().approve(person("root"), cycle.incident());
        } else {
            log("root rejects " + cycle.id());
            flow.interventions().reject(person("root"), cycle.incident());
        }
    }

    private void somebodyIntervenes() {
        var people = flow.interventions();
        var root = person("root");
        var server = chance.oneOf(List.of(Hold.EVERYWHERE, "local", "till"));
        var holds = store.holds();
        switch (chance.below(5)) {
            case 0 -> log("root pauses '" + server + "': " + people.pause(root, server, "a test", null));
            case 1 -> log("root resumes '" + server + "': " + people.resume(root, server));
            case 2 -> {
                var open = store.openIncidents();
                if (!open.isEmpty()) {
                    var incident = chance.oneOf(open).id();
                    log("root keeps " + incident + ": " + people.keep(root, incident, "a test"));
                }
            }
            default -> {
                if (!holds.isEmpty()) {
                    endHold(chance.oneOf(holds));
                }
            }
        }
    }

    private void endHold(Hold hold) {
        var root = person("root");
        switch (hold.kind()) {
            case PAUSE -> log("root resumes: " + flow.interventions().resume(root, hold.subject()));
            case GIVEN_UP -> log("root acknowledges: " + flow.interventions().acknowledge(root, hold.subject()));
            case KEEP -> log(hold.subject() + " stays kept");
        }
    }

    private void actWithoutAsking() {
        var all = world.all();
        if (!all.isEmpty()) {
            var one = chance.oneOf(all);
            try {
                new SimulatedHost(one.server, world, bugs, books::hold)
                        .perform(Rung.RESET, one.session(clock.instant()), new TreeMap<>());
            } catch (HostException e) {
                log("in vain: " + e.getMessage());
            }
        }
    }

    /** Nothing more happens, everything answers: now what is open must come to its end. */
    private void quiet() {
        log("quiet");
        chance.crashNoMore();
        world.settle();
        happen(() -> store.holds().forEach(this::endHold));
        var until = clock.instant().plus(QUIET);
        while (clock.instant().isBefore(until)) {
            happen(() -> {
                World.SERVERS.forEach(this::sweep);
                queueOpenCycles();
                List.copyOf(queued).forEach(cycle -> {
                    queued.remove(cycle);
                    flow.reset().run(cycle);
                });
                world.passes(Duration.ofSeconds(30));
            });
        }
        store.openCycles().stream()
                .filter(cycle -> cycle.opened().isBefore(clock.instant().minus(LONGEST)))
                .findFirst()
                .ifPresent(cycle -> {
                    throw Invariant.EVERY_CYCLE_ENDS.broken(cycle + " goes on");
                });
        world.all().stream()
                .filter(Incarnation::isSick)
                .filter(one -> books.reason(one).isEmpty())
                .findFirst()
                .ifPresent(one -> {
                    throw Invariant.EVENTUALLY_HEALED_OR_GIVEN_TO_A_HUMAN.broken(
                            one + " is still sick, and nothing is recorded of it");
                });
    }

    /** Says what the session's vital {@code ill} says. */
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
                            name(), new Symptom(now.vital("ill"), Symptom.Group.MALFUNCTIONS), Evidence.of("seen"));
        }
    }
}

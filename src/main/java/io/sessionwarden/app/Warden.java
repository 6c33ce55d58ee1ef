package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.TrailFollower;
import io.sessionwarden.author.Desk;
import io.sessionwarden.author.PolicyCommands;
import io.sessionwarden.author.RunningPolicy;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.Commands;
import io.sessionwarden.control.ControlServer;
import io.sessionwarden.control.LiveSessions;
import io.sessionwarden.control.Peers;
import io.sessionwarden.cycle.Flow;
import io.sessionwarden.cycle.Servers;
import io.sessionwarden.cycle.Wiring;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.notary.AuditCommands;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.policy.replay.RecordedQuestions;
import io.sessionwarden.report.command.ReportCommands;
import io.sessionwarden.reset.Patience;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.rollout.Judge;
import io.sessionwarden.rollout.Rollout;
import io.sessionwarden.schedule.Chores;
import io.sessionwarden.schedule.Schedule;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.HibernateAuditTrail;
import io.sessionwarden.store.HibernateLedger;
import io.sessionwarden.store.HibernatePolicyArchive;
import io.sessionwarden.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A warden that runs: its object graph is made in {@link #open}, and all of it is closed by {@link #close}. Safe for use by
 * several threads.
 */
final class Warden implements AutoCloseable {

    private static final Duration RECURRENCE = Duration.ofDays(1);
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** One data directory has one warden at a time ({@link DataLock}), and after a restart it is the same one. */
    private static final String WARDEN = "warden";

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration FEW_SECONDS = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /** How long edits of the policy wait for the first sweeps: a server that does not answer must not stop them for good. */
    private static final Duration URGENT = Duration.ofSeconds(30);

    private final Plan plan;
    private final HibernateAuditTrail trail;
    private final Policy policy;
    private final Schedule schedule;
    private final Flow flow;
    private final Failures failures;
    private final Opened opened;
    private final Footprint footprint;
    private final Retention retention;
    private final LastSeen lastSeen;
    private final Attention attention;
    private final TrailCare care;
    private final ReportCare reports;
    private final Set<String> swept = ConcurrentHashMap.newKeySet();
    private final CountDownLatch firstSweeps;
    private volatile boolean started;

    private Warden(
            Plan plan,
            HibernateAuditTrail trail,
            Policy policy,
            Schedule schedule,
            Flow flow,
            Attention attention,
            TrailCare care,
            ReportCare reports,
            Base base) {
        this.plan = plan;
        this.trail = trail;
        this.policy = policy;
        this.schedule = schedule;
        this.flow = flow;
        this.attention = attention;
        this.care = care;
        this.reports = reports;
        this.failures = base.failures();
        this.opened = base.opened();
        this.footprint = base.footprint();
        this.retention = new Retention(plan.evidence(), trail, policy::revision, base.clock());
        this.lastSeen = new LastSeen(plan.data());
        this.firstSweeps = new CountDownLatch(plan.servers().size());
    }

    /** What decides, and how edits of it come into force. */
    private record Policy(PolicyOpening.Started started, Rollout rollout) {

        String revision() {
            return started.inForce().revision();
        }
    }

    /** What a warden stands on. */
    private record Base(Failures failures, Opened opened, Footprint footprint, InstantSource clock) {}

    /**
     * Opens everything. Nothing is watched before {@link #start}; where something is wrong nothing stays open.
     *
     * @throws CannotStartException with everything that is wrong
     */
    static Warden open(Plan plan, InstantSource clock) throws CannotStartException {
        var failures = new Failures(clock);
        var opened = new Opened(failures);
        boolean complete = false;
        try {
            plan.servers().forEach(opened::add);
            opened.add(DataLock.take(plan.data()));
            var warden = open(plan, new Base(failures, opened, Footprint.read(plan.data()), clock));
            complete = true;
            return warden;
        } catch (StoreException | IOException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()));
        } finally {
            if (!complete) {
                opened.close();
            }
        }
    }

    private static Warden open(Plan plan, Base base) throws CannotStartException, IOException {
        var clock = base.clock();
        var steady = new SteadyClock(clock);
        var opened = base.opened();
        var opening = PolicyOpening.begin(plan.policy());
        var database = opened.add(Database.h2(plan.data()));
        var trail = new HibernateAuditTrail(database, clock);
        var ledger = new HibernateLedger(database, trail, WARDEN);
        var archive = new HibernatePolicyArchive(database, trail);
        var policy = opening.start(archive, plan.edits());
        var rollout = new Rollout(
                policy.inForce(),
                policy.folder(),
                archive,
                new Judge(List.of(OwnPromises::broken), RecordedQuestions.of(trail), clock),
                plan.edits(),
                clock);
        var follower = opened.add(new TrailFollower(
                trail, plan.listener(), failure -> base.failures().report("reading the trail", failure)));
        database.whenWritten(follower::wake);
        var seen = LastSeen.read(plan.data());
        plan.servers().forEach(server -> server.roster().recall(seen));
        var attention = new Attention(
                trail, clock, steady, plan.attention(), base.footprint().lastSwept());
        var schedule = Schedule.open(
                database.dataSource(),
                Schedule.Threads.forServers(plan.servers().size()),
                (id, failure) -> base.failures().report(id, failure),
                CLOSING);
        var deaths = new DeathNotices(schedule::sweepNow);
        var wiring = new Wiring(
                new Servers(plan.servers()),
                new IncidentBook(
                        ledger::nextIncidentId,
                        seat -> ledger.incidentsAt(seat, clock.instant().minus(RECURRENCE))),
                policy.inForce(),
                ownSession(),
                new Resetter(clock, steady, Patience::of, () -> Patience.of(SETTLING)),
                ledger,
                trail,
                schedule.queue(),
                deaths,
                clock,
                steady);
        var flow = Flow.of(wiring, rollout::standing);
        Supplier<String> revision = policy.inForce()::revision;
        var reports = ReportCare.of(plan, trail, revision, clock, base.failures()::report);
        var care = TrailCare.of(plan.audit(), trail, revision, clock);
        var warden =
                new Warden(plan, trail, new Policy(policy, rollout), schedule, flow, attention, care, reports, base);
        opened.add(warden::recordStop);
        opened.add(schedule);
        opened.add(deaths);
        var peers = Peers.on(plan.localServer());
        opened.add(ControlServer.open(
                plan.home().socket(),
                peers,
                new Commands(
                        flow.operations(),
                        flow.interventions(),
                        ledger,
                        trail,
                        new Commands.Elsewhere(
                                plan.doctor(),
                                plan.practice(),
                                plan.evidence(),
                                PolicyCommands.ofWarden(
                                        new Desk(plan.policy(), DroolsResetPolicy::open),
                                        new RunningPolicy(
                                                policy.inForce(),
                                                trail,
                                                archive,
                                                DroolsResetPolicy::open,
                                                rollout,
                                                LiveSessions.of(flow.operations(), flow.whatIf(), peers))),
                                both(AuditCommands.of(trail, care.notary()), ReportCommands.of(reports.reports())),
                                () -> both(care.trouble(), reports.trouble())),
                        clock)));
        return warden;
    }

    private static Map<String, AuthorCommand> both(Map<String, AuthorCommand> some, Map<String, AuthorCommand> others) {
        var both = new TreeMap<>(some);
        both.putAll(others);
        return both;
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The session that this process sits in: the only one it can never reset. */
    private static int ownSession() {
        return ProcessStat.of((int) ProcessHandle.current().pid())
                .map(ProcessStat::session)
                .orElse(-1);
    }

    /** Records the start, takes up what was left open, and begins to watch. */
    void start() {
        var settings = settings();
        var events = new ArrayList<AuditEvent>();
        var details = new TreeMap<>(settings);
        details.put("home", plan.home().folder().toString());
        details.put("pid", Long.toString(ProcessHandle.current().pid()));
        details.put("version", version());
        events.add(AuditEvent.ofWarden(EventType.WARDEN_STARTED, "started", policy.revision(), details));
        events.addAll(WhatChanged.events(footprint.settings(), settings, policy.revision()));
        trail.append(events);
        policy.rollout().begin();
        started = true;
        leaveFootprint();
        flow.watch().queueOpenCycles();
        schedule.start(flow.reset()::run, this::sweep);
        plan.intervals().forEach(schedule::sweepEvery);
        opened.add(new Housekeeping("housekeeping", FEW_SECONDS, this::everyFewSeconds, failures));
        opened.add(new Housekeeping("pulse", A_SECOND, flow.watch()::pulse, failures));
        var chores = opened.add(Chores.open(failures::report));
        care.begin(chores);
        reports.begin(chores);
        opened.add(new PolicyWatch(policy.rollout(), policy.started().edit(), this::afterFirstSweeps, failures));
    }

    static String version() {
        var version = Warden.class.getPackage().getImplementationVersion();
        return version == null ? "built from source" : version;
    }

    private SortedMap<String, String> settings() {
        var settings = new TreeMap<String, String>();
        plan.files().forEach((file, hash) -> settings.put(WhatChanged.FILE + file, hash));
        for (var server : plan.servers()) {
            settings.put(WhatChanged.MODE + server.name(), server.mode().name().toLowerCase(Locale.ROOT));
        }
        return settings;
    }

    private void sweep(String server) {
        flow.watch().sweep(server);
        attention.swept(server);
        if (swept.add(server)) {
            firstSweeps.countDown();
        }
    }

    /** Waits until every server has been swept once; false where the time ran out first. */
    boolean awaitFirstSweeps(Duration atMost) throws InterruptedException {
        return firstSweeps.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void afterFirstSweeps() {
        try {
            awaitFirstSweeps(URGENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void everyFewSeconds() {
        flow.watch().queueOpenCycles();
        leaveFootprint();
        try {
            retention.look();
        } catch (IOException e) {
            failures.report("deleting old evidence in " + plan.data(), e);
        }
    }

    private void leaveFootprint() {
        try {
            new Footprint(settings(), attention.lastSwept()).write(plan.data());
            var seen = new LinkedHashMap<SessionName, Session>();
            plan.servers().forEach(server -> seen.putAll(server.roster().standing()));
            lastSeen.write(seen);
        } catch (IOException e) {
            failures.report("leaving a footprint in " + plan.data(), e);
        }
    }

    private void recordStop() {
        if (!started) {
            return;
        }
        leaveFootprint();
        trail.append(AuditEvent.ofWarden(
                EventType.WARDEN_STOPPED,
                "stopped",
                policy.revision(),
                Map.of("pid", Long.toString(ProcessHandle.current().pid()))));
        care.notary().sign("watchdog");
    }

    String revision() {
        return policy.revision();
    }

    /** Stops watching, lets running reset cycles end for at most ten seconds, records the stop, and closes everything. */
    @Override
    public void close() {
        opened.close();
    }
}

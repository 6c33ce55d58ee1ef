package io.sessionwarden.schedule;

import io.sessionwarden.cycle.CycleQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.quartz.JobBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.SchedulerListenerSupport;

/**
 * When things are done: reset cycles as soon as they are queued, sweeps at their intervals. Two schedulers of Quartz:
 *
 * <ul>
 *   <li>{@code warden-resets} keeps its jobs in the database, because a cycle must be taken up again after a crash;
 *   <li>{@code warden-sweeps} keeps them in memory: nothing of a sweep is worth recovering, twice a second it would be
 *       written for nothing, and a reset would now and then wait 70 ms for a sweep that stands first in the job store. Its
 *       one thread only says which server is due; {@link SweepLanes} sweep it.
 * </ul>
 *
 * <p>Nothing runs before {@link #start}; cycles may be queued before. Safe for use by several threads. One can be open at a
 * time in a process, because Quartz knows its schedulers by name.
 */
public final class Schedule implements AutoCloseable {

    /**
     * How many threads there are.
     *
     * @param resets for reset cycles, 1 to 100
     * @param sweeps for sweeps, 1 to 100; those that take longer have {@value #SLOW_SWEEPS} more
     */
    public record Threads(int resets, int sweeps) {

        /** Threads for slow sweeps: they wait most of their time, each for its server. */
        public static final int SLOW_SWEEPS = 256;

        public static final Threads DEFAULT = new Threads(4, 4);

        private static final int MOST_QUICK = 32;

        public Threads {
            if (Math.min(resets, sweeps) < 1 || Math.max(resets, sweeps) > 100) {
                throw new IllegalArgumentException("from 1 to 100 threads, not " + resets + " and " + sweeps);
            }
        }

        /** Enough for so many servers, each of which may be far away. */
        public static Threads forServers(int servers) {
            return new Threads(DEFAULT.resets, Math.max(DEFAULT.sweeps, Math.min(MOST_QUICK, servers)));
        }
    }

    /** What failures are reported under that are Quartz's own, such as a database that does not answer. */
    public static final String SCHEDULER = "scheduler";

    private static final String RESETS = "warden-resets";
    private static final String SWEEPS = "warden-sweeps";

    /** Held, because the log manager forgets a logger that nobody holds, and its level with it. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("org.quartz");

    private final Scheduler resets;
    private final Scheduler sweeps;
    private final SweepLanes lanes;
    private final CycleQueue queue;
    private final BiConsumer<String, Throwable> failed;
    private final Duration patience;
    private volatile Consumer<String> sweep = server -> {};

    private Schedule(
            Scheduler resets, Scheduler sweeps, int quick, BiConsumer<String, Throwable> failed, Duration patience) {
        this.resets = resets;
        this.sweeps = sweeps;
        this.lanes = new SweepLanes(quick, Threads.SLOW_SWEEPS, server -> Boundary.pass(server, sweep, failed));
        this.queue = new QuartzCycleQueue(resets);
        this.failed = failed;
        this.patience = patience;
    }

    /**
     * Opens a schedule that runs nothing yet.
     *
     * @param source where Quartz's tables are; each thread for resets takes a connection of it at times
     * @param failed is told what a job threw, under the id it was given, and what Quartz itself could not do, under
     *     {@link #SCHEDULER}; called on the thread where it happened
     * @param patience how long {@link #close} waits for jobs that run
     * @throws IllegalStateException where a schedule is open already, or the tables cannot be used
     */
    public static Schedule open(
            DataSource source, Threads threads, BiConsumer<String, Throwable> failed, Duration patience) {
        if (LIBRARY_LOG.getLevel() == null) {
            LIBRARY_LOG.setLevel(Level.WARNING);
        }
        try {
            var resets = scheduler(RESETS, threads.resets(), inDatabase(PooledConnections.register(source)));
            var sweeps = scheduler(SWEEPS, 1, inMemory());
            resets.getListenerManager().addSchedulerListener(new SchedulerListenerSupport() {
                @Override
                public void schedulerError(String message, SchedulerException cause) {
                    failed.accept(SCHEDULER, cause);
                }
            });
            return new Schedule(resets, sweeps, threads.sweeps(), failed, patience);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule cannot be opened: " + e.getMessage(), e);
        }
    }

    static Scheduler scheduler(String name, int threads, Map<String, String> jobStore) throws SchedulerException {
        if (SchedulerRepository.getInstance().lookup(name) != null) {
            throw new IllegalStateException("a schedule is open in this process already");
        }
        var settings = new Properties();
        settings.putAll(jobStore);
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceName", name,
                "org.quartz.scheduler.skipUpdateCheck", "true",
                "org.quartz.scheduler.makeSchedulerThreadDaemon", "true",
                // How soon a job would be found whose announcement was lost; it costs one query each time.
                "org.quartz.scheduler.idleWaitTime", "10000",
                "org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool",
                "org.quartz.threadPool.threadCount", Integer.toString(threads),
                "org.quartz.threadPool.makeThreadsDaemons", "true"));
        return new StdSchedulerFactory(settings).getScheduler();
    }

    private static Map<String, String> inDatabase(String connections) {
        return Map.of(
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate",
                "org.quartz.jobStore.dataSource", connections,
                "org.quartz.jobStore.useProperties", "true",
                "org.quartz.jobStore.makeThreadsDaemons", "true");
    }

    static Map<String, String> inMemory() {
        return Map.of(
                "org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore",
                // A sweep that is this late is left out, so that a slow server is not swept in a burst afterwards.
                "org.quartz.jobStore.misfireThreshold", "1000");
    }

    /** Where cycles are queued; they are run once the schedule has been started. */
    public CycleQueue queue() {
        return queue;
    }

    /**
     * Starts to run what is queued, first of all the cycles that were running when the process last died.
     *
     * @param resetCycle runs the cycle with that id; never twice at once for one id
     * @param sweep sweeps the server of that name; never twice at once for one server
     */
    public void start(Consumer<String> resetCycle, Consumer<String> sweep) {
        try {
            this.sweep = sweep;
            resets.setJobFactory((fired, scheduler) -> new ResetCycleJob(resetCycle, failed));
            sweeps.setJobFactory((fired, scheduler) -> new SweepJob(lanes::due));
            resets.start();
            sweeps.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule cannot be started", e);
        }
    }

    /**
     * Sweeps a server from now on at that interval, at once for the first time. Sweeps that could not be done in time are
     * left out. Asking again replaces the interval.
     */
    public void sweepEvery(String server, Duration interval) {
        var job = JobBuilder.newJob(SweepJob.class).withIdentity(server).build();
        var trigger = TriggerBuilder.newTrigger()
                .withIdentity(server)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(interval.toMillis())
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
        try {
            sweeps.scheduleJob(job, Set.of(trigger), true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the sweeps of " + server + " cannot be scheduled", e);
        }
    }

    /** Sweeps a server now, or as soon as the sweep that is going on has ended. */
    public void sweepNow(String server) {
        lanes.now(server);
    }

    /**
     * Starts nothing more, and waits for what runs, but not longer than its patience: a cycle that is still running then is
     * taken up again at the next start.
     */
    @Override
    public void close() {
        var closing = CompletableFuture.allOf(
                CompletableFuture.runAsync(this::closeSweeps, Schedule::onThreadOfItsOwn),
                CompletableFuture.runAsync(() -> shutDown(resets), Schedule::onThreadOfItsOwn));
        try {
            closing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            failed.accept(SCHEDULER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeSweeps() {
        shutDown(sweeps);
        lanes.close();
    }

    private static void shutDown(Scheduler scheduler) {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule cannot be closed", e);
        }
    }

    private static void onThreadOfItsOwn(Runnable work) {
        var thread = new Thread(work, "warden-schedule-closing");
        thread.setDaemon(true);
        thread.start();
    }
}

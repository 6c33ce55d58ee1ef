package io.sessionwarden.schedule;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.quartz.CronScheduleBuilder;
import org.quartz.DateBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/**
 * What is done now and then, one thing after the other on a thread of its own, so that no sweep and no reset waits for it. A
 * scheduler of Quartz in memory: after a restart each is due anew. Safe for use by several threads.
 */
public final class Chores implements AutoCloseable {

    private static final String NAME = "warden-chores";

    private final Scheduler scheduler;
    private final Map<String, Runnable> chores = new ConcurrentHashMap<>();

    private Chores(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Opens it; nothing is done before the first chore is given.
     *
     * @param failed is told what a chore threw, under its name
     * @throws IllegalStateException where one is open already in this process
     */
    public static Chores open(BiConsumer<String, Throwable> failed) {
        try {
            var scheduler = Schedule.scheduler(NAME, 1, Schedule.inMemory());
            var chores = new Chores(scheduler);
            scheduler.setJobFactory((fired, ignored) -> new Chore(chores.chores, failed));
            scheduler.start();
            return chores;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the chores cannot be scheduled: " + e.getMessage(), e);
        }
    }

    /** Does it every so often, the first time when that time has passed. */
    public void every(String name, Duration interval, Runnable chore) {
        schedule(
                name,
                SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(interval.toMillis())
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount(),
                interval,
                chore);
    }

    /** Does it every day at that time of this machine's zone; a day on which nothing ran at that time is left out. */
    public void daily(String name, LocalTime at, Runnable chore) {
        schedule(
                name,
                CronScheduleBuilder.dailyAtHourAndMinute(at.getHour(), at.getMinute())
                        .withMisfireHandlingInstructionDoNothing(),
                Duration.ZERO,
                chore);
    }

    private void schedule(String name, ScheduleBuilder<?> when, Duration after, Runnable chore) {
        chores.put(name, chore);
        try {
            scheduler.scheduleJob(
                    JobBuilder.newJob(Chore.class).withIdentity(name).build(),
                    TriggerBuilder.newTrigger()
                            .withIdentity(name)
                            .startAt(DateBuilder.futureDate((int) after.toSeconds(), DateBuilder.IntervalUnit.SECOND))
                            .withSchedule(when)
                            .build());
        } catch (SchedulerException e) {
            throw new IllegalStateException(name + " cannot be scheduled", e);
        }
    }

    /** Starts nothing more. What runs is not waited for: its thread is a daemon, and it writes in whole transactions. */
    @Override
    public void close() {
        try {
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the chores cannot be ended", e);
        }
    }

    /** One of them, whose name is the job's name. */
    @DisallowConcurrentExecution
    private record Chore(Map<String, Runnable> chores, BiConsumer<String, Throwable> failed) implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            var name = context.getJobDetail().getKey().getName();
            Boundary.pass(name, known -> chores.getOrDefault(known, () -> {}).run(), failed);
        }
    }
}

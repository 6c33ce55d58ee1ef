package io.sessionwarden.schedule;

import io.sessionwarden.cycle.CycleQueue;
import org.quartz.JobBuilder;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;

/**
 * Cycles as jobs of their own in the job store, under their ids. A job goes when its cycle has been run; one that was
 * running when the process died is run again at the next start.
 */
final class QuartzCycleQueue implements CycleQueue {

    static final String GROUP = "reset";

    private final Scheduler scheduler;

    QuartzCycleQueue(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException where it cannot be stored, or the schedule is closed
     */
    @Override
    public void enqueue(String cycle) {
        var job = JobBuilder.newJob(ResetCycleJob.class)
                .withIdentity(cycle, GROUP)
                .requestRecovery()
                .build();
        var now = TriggerBuilder.newTrigger()
                .withIdentity(cycle, GROUP)
                .startNow()
                .build();
        try {
            scheduler.scheduleJob(job, now);
        } catch (ObjectAlreadyExistsException waitsOrRuns) {
            return;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the reset cycle " + cycle + " cannot be queued", e);
        }
    }
}

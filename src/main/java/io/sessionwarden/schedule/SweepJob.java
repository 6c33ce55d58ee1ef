package io.sessionwarden.schedule;

import java.util.function.Consumer;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Says that a server is due, whose name is the job's name. */
record SweepJob(Consumer<String> due) implements Job {

    @Override
    public void execute(JobExecutionContext context) {
        due.accept(context.getJobDetail().getKey().getName());
    }
}

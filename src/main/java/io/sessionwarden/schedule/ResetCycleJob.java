package io.sessionwarden.schedule;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Runs one reset cycle, whose id is the job's name. */
@DisallowConcurrentExecution
record ResetCycleJob(Consumer<String> run, BiConsumer<String, Throwable> failed) implements Job {

    @Override
    public void execute(JobExecutionContext context) {
        Boundary.pass(context.getJobDetail().getKey().getName(), run, failed);
    }
}

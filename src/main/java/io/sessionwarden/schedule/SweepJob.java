package io.sessionwarden.schedule;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Sweeps one server, whose name is the job's name. */
@DisallowConcurrentExecution
record SweepJob(Consumer<String> sweep, BiConsumer<String, Throwable> failed) implements Job {

    @Override
    public void execute(JobExecutionContext context) {
        Boundary.pass(context.getJobDetail().getKey().getName(), sweep, failed);
    }
}

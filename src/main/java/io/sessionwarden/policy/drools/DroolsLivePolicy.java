package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.LivePolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The policy of folders that people edit. An edit is taken into force once the files have rested and are sound; until
 * then, and where they are broken, the policy that was in force stays. What has been asked of the old one is answered by
 * the old one.
 */
public final class DroolsLivePolicy implements LivePolicy {

    /** How long the files must lie untouched before they are read: editors write in several steps. */
    public static final Duration REST = Duration.ofMillis(500);

    private static final Reload UNCHANGED = new Reload.Unchanged();

    private final List<Path> folders;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final BatchRunner runner;

    private volatile DroolsResetPolicy inForce;
    private volatile List<PolicyProblem> problems = List.of();

    private Look settled;
    private @Nullable Look moving;
    private long movingSince;
    private String refused = "";

    private DroolsLivePolicy(List<Path> folders, Duration rest, LongSupplier nanoTime, BatchRunner runner)
            throws PolicyException {
        this.folders = List.copyOf(folders);
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
        this.runner = runner;
        // Looked at before it is read: an edit in between is then noticed by the next look.
        this.settled = Look.at(folders);
        this.inForce = DroolsResetPolicy.of(PolicyFiles.read(folders), runner);
    }

    /**
     * Opens a policy and keeps it up to date by {@link #check}. May be called by any thread.
     *
     * @param folders as in {@link DroolsResetPolicy#open}
     * @throws PolicyException where the files cannot be used as they are now
     */
    public static DroolsLivePolicy open(List<Path> folders) throws PolicyException {
        return open(folders, REST, System::nanoTime);
    }

    static DroolsLivePolicy open(List<Path> folders, Duration rest, LongSupplier nanoTime) throws PolicyException {
        return new DroolsLivePolicy(folders, rest, nanoTime, new BatchRunner(DroolsResetPolicy.TIME_LIMIT));
    }

    @Override
    public List<Decision> decide(List<Question> questions) {
        return inForce.decide(questions);
    }

    @Override
    public TimeLimits timeLimits(Session session) {
        return inForce.timeLimits(session);
    }

    @Override
    public boolean mayQuery(Caller caller, Session session) {
        return inForce.mayQuery(caller, session);
    }

    @Override
    public String revision() {
        return inForce.revision();
    }

    @Override
    public List<PolicyProblem> problems() {
        return problems;
    }

    @Override
    public synchronized Reload check() {
        var look = Look.at(folders);
        if (look.equals(settled)) {
            moving = null;
            return UNCHANGED;
        }
        if (!look.equals(moving)) {
            moving = look;
            movingSince = nanoTime.getAsLong();
        }
        if (nanoTime.getAsLong() - movingSince < restNanos) {
            return UNCHANGED;
        }
        return take(look);
    }

    private Reload take(Look look) {
        settled = look;
        moving = null;
        PolicyFiles files;
        try {
            files = PolicyFiles.read(folders);
        } catch (PolicyException e) {
            return refuse("unread: " + e.getMessage(), e.problems());
        }
        var old = inForce;
        if (files.revision().equals(old.revision())) {
            agree();
            return UNCHANGED;
        }
        try {
            var next = DroolsResetPolicy.of(files, runner);
            inForce = next;
            agree();
            return new Reload.Changed(old.revision(), next.revision(), files.differences(old.files()));
        } catch (PolicyException e) {
            return refuse(files.revision(), e.problems());
        }
    }

    private void agree() {
        problems = List.of();
        refused = "";
    }

    private Reload refuse(String content, List<PolicyProblem> why) {
        problems = why;
        if (content.equals(refused)) {
            return UNCHANGED;
        }
        refused = content;
        return new Reload.Refused(inForce.revision(), why);
    }

    /** What can be seen of the files without reading them: their names, sizes and times. */
    private record Look(List<String> files) {

        static Look at(List<Path> folders) {
            var files = new ArrayList<String>();
            for (var folder : folders) {
                try {
                    for (var file : PolicyFiles.list(folder)) {
                        files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                    }
                } catch (IOException e) {
                    files.add(folder + " cannot be read");
                }
            }
            return new Look(List.copyOf(files));
        }
    }
}

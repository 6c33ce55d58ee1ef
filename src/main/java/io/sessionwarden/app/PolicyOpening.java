package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyFolder;
import io.sessionwarden.policy.PolicyFolder.Look;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.drools.DroolsPolicyFolder;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.rollout.PolicyArchive;
import io.sessionwarden.rollout.PolicyArchive.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Which policy a warden starts with. The one that was in force when it last ran; at the very first start the one in the
 * folder. What was edited while it was stopped goes the way of every edit, after the first sweeps.
 */
final class PolicyOpening {

    private final DroolsPolicyFolder folder;
    private final CompletableFuture<Look> reading;

    private PolicyOpening(DroolsPolicyFolder folder, CompletableFuture<Look> reading) {
        this.folder = folder;
        this.reading = reading;
    }

    /**
     * A policy to start with.
     *
     * @param inForce what decides
     * @param folder where it is edited
     * @param edit what stands in the folder and is not in force
     */
    record Started(PolicyInForce inForce, PolicyFolder folder, Look edit) {}

    /** Begins to read the folders, on a thread of its own: the database takes as long to open. */
    static PolicyOpening begin(List<Path> folders) {
        var folder = new DroolsPolicyFolder(folders);
        return new PolicyOpening(
                folder, CompletableFuture.supplyAsync(() -> look(folder), PolicyOpening::onThreadOfItsOwn));
    }

    private static Look look(DroolsPolicyFolder folder) {
        try {
            return new Look.Edited(folder.read());
        } catch (PolicyException e) {
            return new Look.Broken(e.problems());
        }
    }

    private static void onThreadOfItsOwn(Runnable work) {
        var thread = new Thread(work, "warden-policy");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The policy to start with.
     *
     * @throws CannotStartException where there is none, with what is wrong with the folder's
     */
    Started start(PolicyArchive archive, Edits edits) throws CannotStartException {
        var look = reading.join();
        var last = archive.inForce().map(Standing::revision);
        if (look instanceof Look.Edited edited) {
            boolean goesOn = last.isEmpty() || last.get().equals(edited.policy().revision());
            if (goesOn || edits == Edits.NONE_WAIT) {
                return new Started(new PolicyInForce(edited.policy()), folder, new Look.Nothing());
            }
        }
        var kept = last.flatMap(archive::find).flatMap(edition -> {
            try {
                return Optional.of(DroolsResetPolicy.open(edition));
            } catch (PolicyException e) {
                // Of another version of this program, with other tables or words: there is nothing to go on with.
                return Optional.<OpenPolicy>empty();
            }
        });
        if (kept.isPresent()) {
            return new Started(new PolicyInForce(kept.get()), folder, look);
        }
        if (look instanceof Look.Edited edited) {
            return new Started(new PolicyInForce(edited.policy()), folder, new Look.Nothing());
        }
        throw new CannotStartException(
                problems(look).stream().map(PolicyProblem::toString).toList());
    }

    private static List<PolicyProblem> problems(Look look) {
        return look instanceof Look.Broken broken ? broken.problems() : List.of();
    }
}

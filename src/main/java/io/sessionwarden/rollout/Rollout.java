package io.sessionwarden.rollout;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyFolder;
import io.sessionwarden.policy.PolicyFolder.Look;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.rollout.PolicyArchive.Standing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes edits of the policy from their folder into force, as {@link EditState} says. One thread looks, about once a second,
 * and judges, which takes as long as it takes; any thread may ask how things stand, or activate what waits. What decides
 * meanwhile is the policy in force.
 */
public final class Rollout {

    /** On whose behalf an edit goes on that nobody put in force by hand. */
    static final String WATCHDOG = "watchdog";

    private final PolicyInForce inForce;
    private final PolicyFolder folder;
    private final PolicyArchive archive;
    private final Judge judge;
    private final Edits edits;
    private final InstantSource clock;

    private @Nullable Waiting waiting;
    private List<PolicyProblem> problems = List.of();

    private record Waiting(OpenPolicy policy, String why) {}

    /** What {@link #activate} came to. */
    public sealed interface Activation {

        /** It is in force now. */
        record Done(String revision, String before) implements Activation {}

        /** Nothing waits under that revision; {@code waiting} is what does, or empty. */
        record NotWaiting(String waiting) implements Activation {}
    }

    /**
     * @param inForce what decides
     * @param edits which edits are to wait
     */
    public Rollout(
            PolicyInForce inForce,
            PolicyFolder folder,
            PolicyArchive archive,
            Judge judge,
            Edits edits,
            InstantSource clock) {
        this.inForce = inForce;
        this.folder = folder;
        this.archive = archive;
        this.judge = judge;
        this.edits = edits;
        this.clock = clock;
    }

    /** Notes that the policy in force is in force, where the archive says otherwise: at the very first start, say. */
    public synchronized void begin() {
        var before = archive.inForce();
        var policy = inForce.policy();
        if (before.map(Standing::revision).filter(policy.revision()::equals).isPresent()) {
            return;
        }
        var from = before.flatMap(standing -> archive.find(standing.revision()));
        var why = from.isEmpty() ? "there was none before" : "it stood in the folder at the start";
        var standings = new ArrayList<Standing>();
        before.ifPresent(old -> standings.add(replaced(old.revision(), EditState.IN_FORCE, policy.revision())));
        standings.add(standing(policy.revision(), EditState.LOADED, EditState.IN_FORCE, WATCHDOG, why));
        archive.record(
                List.of(policy.edition()),
                standings,
                from.map(old -> List.of(RolloutEvents.inForce(WATCHDOG, old, policy.edition(), why)))
                        .orElse(List.of()));
    }

    /** Looks into the folder, and takes what has been edited there as far as it may go. */
    public void look() {
        take(folder.look());
    }

    /** Takes what a look has come to as far as it may go. */
    public void take(Look look) {
        if (look instanceof Look.Edited edited) {
            take(edited.policy());
        } else if (look instanceof Look.Broken broken) {
            refuse(broken.problems(), List.of());
        }
    }

    private void take(OpenPolicy edit) {
        boolean settled = edit.revision().equals(inForce.revision()) && settleAgreed();
        while (!settled) {
            var against = inForce.policy();
            var judgement = judge.judge(against, edit);
            settled = settle(against, edit, judgement);
        }
    }

    /** The files are again those of the policy in force. */
    private synchronized boolean settleAgreed() {
        replacedWaiting(inForce.policy()).ifPresent(old -> archive.record(List.of(), List.of(old), List.of()));
        waiting = null;
        problems = List.of();
        return true;
    }

    /** Does what follows from the judgement; false where another policy has come into force since it began. */
    private synchronized boolean settle(OpenPolicy against, OpenPolicy edit, Judgement judgement) {
        if (!against.revision().equals(inForce.revision())) {
            return false;
        }
        if (judgement instanceof Judgement.Unfit unfit) {
            refuse(unfit.problems(), List.of(edit));
        } else if (judgement instanceof Judgement.Narrower narrower) {
            if (edits == Edits.ALL_WAIT) {
                await(edit, "every edit is to wait; " + narrower.tried());
            } else {
                putInForce(edit, EditState.CHECKED, WATCHDOG, narrower.tried());
            }
        } else if (judgement instanceof Judgement.Wider wider) {
            var why = String.join("; ", wider.why());
            if (edits == Edits.NONE_WAIT) {
                putInForce(edit, EditState.CHECKED, WATCHDOG, "no edit is to wait; " + why);
            } else {
                await(edit, why);
            }
        }
        return true;
    }

    /**
     * Puts in force what waits.
     *
     * @param who who says so
     * @param revision the revision that is meant, or empty for whichever waits
     */
    public synchronized Activation activate(String who, String revision) {
        var now = waiting;
        if (now == null || !now.policy().revision().startsWith(revision)) {
            return new Activation.NotWaiting(now == null ? "" : now.policy().revision());
        }
        var before = inForce.revision();
        putInForce(now.policy(), EditState.WAITING, who, "activated; it waited because " + now.why());
        return new Activation.Done(now.policy().revision(), before);
    }

    /** What there is to say of edits, and of the policy in force. */
    public synchronized PolicyStanding standing() {
        return new PolicyStanding(
                problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("; ")),
                waiting == null ? "" : waiting.policy().revision() + " waits: " + waiting.why(),
                inForce.policy().warnings().stream()
                        .map(PolicyProblem::toString)
                        .toList());
    }

    private void putInForce(OpenPolicy policy, EditState from, String who, String why) {
        var old = inForce.policy();
        var standings = new ArrayList<Standing>();
        standings.add(replaced(old.revision(), EditState.IN_FORCE, policy.revision()));
        replacedWaiting(policy).ifPresent(standings::add);
        standings.add(standing(policy.revision(), from, EditState.IN_FORCE, who, why));
        archive.record(
                List.of(policy.edition()),
                standings,
                List.of(RolloutEvents.inForce(who, old.edition(), policy.edition(), why)));
        inForce.put(policy);
        waiting = null;
        problems = List.of();
    }

    private void await(OpenPolicy edit, String why) {
        note(
                edit,
                EditState.CHECKED,
                EditState.WAITING,
                why,
                RolloutEvents.waits(inForce.policy().edition(), edit.edition(), why));
        waiting = new Waiting(edit, why);
        problems = List.of();
    }

    /** @param found why the edit is refused, and perhaps warnings, for which it is not */
    private synchronized void refuse(List<PolicyProblem> found, List<OpenPolicy> edit) {
        var why = found.stream().filter(PolicyProblem::isError).toList();
        var event = RolloutEvents.refused(inForce.revision(), why);
        if (!edit.isEmpty()) {
            note(edit.get(0), EditState.LOADED, EditState.REFUSED, why.get(0).toString(), event);
        } else if (!why.equals(problems)) {
            archive.record(List.of(), replacedWaiting(null).stream().toList(), List.of(event));
        }
        waiting = null;
        problems = why;
    }

    /** An edit that is found again as it was, such as at a start, is no news. */
    private void note(OpenPolicy edit, EditState from, EditState to, String why, AuditEvent event) {
        boolean news = archive.standing(edit.revision())
                .filter(before -> before.state() == to)
                .isEmpty();
        var standings = new ArrayList<Standing>();
        replacedWaiting(edit).ifPresent(standings::add);
        standings.add(standing(edit.revision(), from, to, WATCHDOG, why));
        archive.record(List.of(edit.edition()), standings, news ? List.of(event) : List.of());
    }

    /** That what has waited so far does so no longer, unless it is that very edit. */
    private Optional<Standing> replacedWaiting(@Nullable OpenPolicy by) {
        var old = waiting;
        if (old == null || (by != null && by.revision().equals(old.policy().revision()))) {
            return Optional.empty();
        }
        return Optional.of(replaced(old.policy().revision(), EditState.WAITING, by == null ? "" : by.revision()));
    }

    private Standing replaced(String revision, EditState from, String by) {
        return standing(
                revision,
                from,
                EditState.REPLACED,
                WATCHDOG,
                by.isEmpty() ? "the files were edited again" : "by " + by);
    }

    private Standing standing(String revision, EditState from, EditState to, String who, String why) {
        if (!from.mayBecome(to)) {
            throw new IllegalStateException("an edit that is " + from.label() + " cannot become " + to.label());
        }
        return new Standing(revision, to, clock.instant(), who, why);
    }
}

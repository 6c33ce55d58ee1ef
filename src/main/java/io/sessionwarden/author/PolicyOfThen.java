package io.sessionwarden.author;

import io.sessionwarden.policy.EditionReader;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.rollout.PolicyArchive;

/** What was decided is explained by the policy that decided it; what would be asked now, by the one in force. */
final class PolicyOfThen implements ChoosePolicy {

    private final PolicyInForce inForce;
    private final PolicyArchive archive;
    private final EditionReader editions;

    PolicyOfThen(PolicyInForce inForce, PolicyArchive archive, EditionReader editions) {
        this.inForce = inForce;
        this.archive = archive;
        this.editions = editions;
    }

    @Override
    public Chosen choose(Asked asked) {
        var now = inForce.policy();
        if (!(asked instanceof Asked.Then then)) {
            return new Chosen(now, "the policy in force");
        }
        var revision = then.recorded().revision();
        if (revision.equals(now.revision())) {
            return new Chosen(now, "the policy that decided, in force still");
        }
        var kept = archive.find(revision);
        if (kept.isEmpty()) {
            return new Chosen(now, "the policy in force, because the one that decided is not kept any more");
        }
        try {
            return new Chosen(editions.open(kept.get()), "the policy that decided, replaced since");
        } catch (PolicyException e) {
            return new Chosen(
                    now, "the policy in force, because this version of the warden cannot read the one that decided");
        }
    }
}

package io.sessionwarden.policy;

import io.sessionwarden.session.Session;
import java.util.List;

/**
 * The policy that decides now. Another one can be put in its place at any time: a batch that is being decided is ended by
 * the one that it was put to. Safe for use by several threads.
 */
public final class PolicyInForce implements ResetPolicy {

    private volatile OpenPolicy policy;

    public PolicyInForce(OpenPolicy first) {
        this.policy = first;
    }

    /** From the next batch on this one decides. */
    public void put(OpenPolicy next) {
        policy = next;
    }

    /** The one that decides now, to be looked into. */
    public OpenPolicy policy() {
        return policy;
    }

    @Override
    public List<Decision> decide(List<Question> questions) {
        return policy.decide(questions);
    }

    @Override
    public boolean mayQuery(Caller caller, Session session) {
        return policy.mayQuery(caller, session);
    }

    @Override
    public boolean may(Caller caller, Privilege what, String server) {
        return policy.may(caller, what, server);
    }

    @Override
    public TimeLimits timeLimits(Session session) {
        return policy.timeLimits(session);
    }

    @Override
    public String revision() {
        return policy.revision();
    }
}

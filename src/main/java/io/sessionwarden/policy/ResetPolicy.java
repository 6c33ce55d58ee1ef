package io.sessionwarden.policy;

import io.sessionwarden.session.Session;
import java.util.List;

/**
 * The written policy. Safe for use by several threads; each batch is judged whole by one revision. Never throws for what
 * a rule does: that is {@link Decision.Indeterminate}.
 */
public interface ResetPolicy {

    /** One decision for each question, in the same order. */
    List<Decision> decide(List<Question> questions);

    default Decision decide(Question question) {
        return decide(List.of(question)).get(0);
    }

    /** How long that session may stay unused. Whether anything is done about it then is for {@link #decide}. */
    TimeLimits timeLimits(Session session);

    /** Whether this person may see that session. Their own everybody may; others', unless the tables keep them to some. */
    boolean mayQuery(Caller caller, Session session);

    /**
     * Whether this person may do that on that server. Administrators may everywhere.
     *
     * @param server a server's name, or the empty text for all of them at once
     */
    boolean may(Caller caller, Privilege what, String server);

    /** The hash of the files in force, short enough to read aloud. */
    String revision();
}

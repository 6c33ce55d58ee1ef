package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.drools.Field.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are judged together, and what has been said of each: the one fact that the engine sees. Confined to the
 * thread that judges it.
 */
final class Asked {

    private final ResetRequest[] requests;
    private final List<List<RuleOutcome>> outcomes;

    /** The strongest of what was said of each and counts; null where nothing was. */
    private final @Nullable Effect[] strongest;

    /** For each node of the network that has been reached: how many requests it let through. */
    private final int[] count;

    /** And which, by their places; what stands after so many means nothing. */
    private final int[][] through;

    /** @param nodes how many nodes the network has; the first is where all requests come in */
    Asked(List<ResetRequest> requests, int nodes) {
        this.requests = requests.toArray(ResetRequest[]::new);
        this.outcomes = Stream.<List<RuleOutcome>>generate(ArrayList::new)
                .limit(requests.size())
                .toList();
        this.strongest = new Effect[requests.size()];
        this.count = new int[nodes];
        this.through = new int[nodes][];
        count[RuleNetwork.ENTRANCE] = requests.size();
        through[RuleNetwork.ENTRANCE] = IntStream.range(0, requests.size()).toArray();
    }

    /** Sends what one node let through on to another; answers whether that lets anything through. */
    boolean narrow(int from, int to, Flag test) {
        var before = through[from];
        var after = new int[count[from]];
        int passed = 0;
        for (int i = 0; i < after.length; i++) {
            if (test.of(requests[before[i]])) {
                after[passed++] = before[i];
            }
        }
        count[to] = passed;
        through[to] = after;
        return passed > 0;
    }

    /**
     * A rule speaks of all that its last node let through, but for those of which a stronger one has spoken: that would be
     * outweighed. What a rule in mode observe says is kept in any case.
     */
    void say(int node, ReadyRule rule) {
        for (int i = 0; i < count[node]; i++) {
            int at = through[node][i];
            if (!rule.counts()) {
                outcomes.get(at).add(rule.say(requests[at]));
            } else if (!outweighed(rule, at)) {
                outcomes.get(at).add(rule.say(requests[at]));
                strongest[at] = rule.weight();
            }
        }
    }

    private boolean outweighed(ReadyRule rule, int at) {
        var said = strongest[at];
        return said != null && rule.weight().compareTo(said) > 0;
    }

    /** What was said of each request, in their order; what is outweighed may be missing. */
    List<List<RuleOutcome>> outcomes() {
        return outcomes;
    }
}

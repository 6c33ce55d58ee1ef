package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.drools.Field.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests that are judged together, and what has been said of each: the one fact that the engine sees. Confined to the
 * thread that judges it.
 */
final class Asked {

    private final ResetRequest[] requests;
    private final List<List<RuleOutcome>> outcomes;

    /** For each node of the network that has been reached: how many requests it let through. */
    private final int[] count;

    /** And which, by their places; what stands after so many means nothing. */
    private final int[][] through;

    /** @param nodes how many nodes the network has; the first is where all requests come in */
    Asked(List<ResetRequest> requests, int nodes) {
        this.requests = requests.toArray(ResetRequest[]::new);
        this.outcomes =
                Stream.<List<RuleOutcome>>generate(ArrayList::new).limit(requests.size()).toList();
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

    /** A rule speaks of all that its last node let through. */
    void say(int node, Function<ResetRequest, RuleOutcome> rule) {
        for (int i = 0; i < count[node]; i++) {
            int at = through[node][i];
            outcomes.get(at).add(rule.apply(requests[at]));
        }
    }

    /** What was said of each request, in their order. */
    List<List<RuleOutcome>> outcomes() {
        return outcomes.stream().map(List::copyOf).toList();
    }
}

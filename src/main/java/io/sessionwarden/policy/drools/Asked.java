package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.drools.Field.Flag;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** For each node of the network that has been reached, which requests it let through, by their places. */
    private final int[][] through;

    /** @param nodes how many nodes the network has; the first is where all requests come in */
    Asked(List<ResetRequest> requests, int nodes) {
        this.requests = requests.toArray(ResetRequest[]::new);
        this.outcomes =
                Stream.<List<RuleOutcome>>generate(ArrayList::new).limit(requests.size()).toList();
        this.through = new int[nodes][];
        through[RuleNetwork.ENTRANCE] = IntStream.range(0, requests.size()).toArray();
    }

    /** Sends what one node let through on to another; answers whether that lets anything through. */
    boolean narrow(int from, int to, Flag test) {
        var some = new int[through[from].length];
        int count = 0;
        for (int at : through[from]) {
            if (test.of(requests[at])) {
                some[count++] = at;
            }
        }
        through[to] = Arrays.copyOf(some, count);
        return count > 0;
    }

    /** A rule speaks of all that its last node let through. */
    void say(int node, Function<ResetRequest, RuleOutcome> rule) {
        for (int at : through[node]) {
            outcomes.get(at).add(rule.apply(requests[at]));
        }
    }

    /** What was said of each request, in their order. */
    List<List<RuleOutcome>> outcomes() {
        return outcomes.stream().map(List::copyOf).toList();
    }
}

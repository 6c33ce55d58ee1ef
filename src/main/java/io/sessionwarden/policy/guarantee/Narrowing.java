package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.guarantee.Claim.Any;
import io.sessionwarden.policy.guarantee.Claim.Single;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * What follows from some claims without supposing anything: values that one of them does not allow are taken away, branches
 * that have become impossible are dropped, and claims that have become certain are forgotten, until nothing more follows.
 * For one thread.
 */
final class Narrowing {

    private final Deque<Claim> waiting;
    private final List<Claim> open = new ArrayList<>();
    private Domains domains;
    private boolean possible = true;

    Narrowing(Domains domains, Collection<Claim> claims) {
        this.domains = domains;
        this.waiting = new ArrayDeque<>(claims);
        while (possible && !waiting.isEmpty()) {
            var claim = waiting.remove();
            if (claim instanceof Single single) {
                consider(single);
            } else {
                consider((Any) claim);
            }
        }
    }

    /** Whether the claims may be so, as far as can be seen without supposing anything. */
    boolean possible() {
        return possible;
    }

    /** What is left of the values. */
    Domains domains() {
        return domains;
    }

    /** The claims that are so for some of what is left and not for all. */
    List<Claim> open() {
        return open;
    }

    private void consider(Single single) {
        var before = domains;
        domains = before.narrowed(single);
        for (int field : single.fields()) {
            possible &= domains.count(field) > 0;
            if (domains.count(field) < before.count(field)) {
                considerAgain(field);
            }
        }
        if (possible && !domains.ensure(single)) {
            open.add(single);
        }
    }

    private void considerAgain(int field) {
        open.removeIf(claim -> claim.fields().contains(field) && waiting.add(claim));
    }

    private void consider(Any any) {
        var branches = any.branches().stream().filter(domains::allow).toList();
        if (branches.isEmpty()) {
            possible = false;
        } else if (branches.size() == 1) {
            waiting.addAll(branches.get(0));
        } else if (branches.stream().noneMatch(domains::ensure)) {
            open.add(branches.size() == any.branches().size() ? any : new Any(branches));
        }
    }
}

package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.guarantee.Claim.Any;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Looks through all combinations of boundary values for a fact of which some claims are so. What the claims leave of each
 * field is narrowed down first; then one thing is supposed after the other, each time that which leaves the fewest choices;
 * and claims that have no open field in common are settled by themselves. So all combinations are covered although few are
 * looked at. For one thread.
 */
final class Search {

    private final Domains everything;
    private final BooleanSupplier late;
    private boolean cut;

    /**
     * @param boundaries the values to try
     * @param late whether it is time to give up
     */
    Search(Boundaries boundaries, BooleanSupplier late) {
        this.everything = Domains.all(boundaries);
        this.late = late;
    }

    /** Whether something was given up before everything was covered. */
    boolean cut() {
        return cut;
    }

    /** Values of which every combination bears the claims out; nothing where there are none, or where time ran out. */
    Optional<Domains> find(Collection<? extends Claim> claims) {
        return settle(everything, List.copyOf(claims));
    }

    /**
     * Likewise, but as simple as it can be: each field in turn is given the first of its values with which the claims can
     * still be borne out.
     */
    Optional<Domains> simplest(Collection<? extends Claim> claims) {
        var all = List.<Claim>copyOf(claims);
        var found = find(all);
        if (found.isEmpty()) {
            return found;
        }
        var fixed = everything;
        var known = found.get();
        for (int field : Claim.fieldsOf(all)) {
            for (int value : fixed.numbers(field)) {
                var trial = fixed.only(field, value);
                var held = known.has(field, value) ? Optional.of(known.only(field, value)) : settle(trial, all);
                if (held.isPresent()) {
                    fixed = trial;
                    known = held.get();
                    break;
                }
            }
        }
        return Optional.of(known);
    }

    private Optional<Domains> settle(Domains domains, List<Claim> claims) {
        if (cut || late.getAsBoolean()) {
            cut = true;
            return Optional.empty();
        }
        var narrowing = new Narrowing(domains, claims);
        if (!narrowing.possible()) {
            return Optional.empty();
        }
        var settled = narrowing.domains();
        for (var group : groups(settled, narrowing.open())) {
            var next = suppose(settled, group);
            if (next.isEmpty()) {
                return next;
            }
            settled = next.get();
        }
        return Optional.of(settled);
    }

    /** Claims that have no field with several values in common come into different groups. */
    private static List<List<Claim>> groups(Domains domains, List<Claim> claims) {
        var groups = new ArrayList<List<Claim>>();
        var fieldsOf = new ArrayList<Set<Integer>>();
        for (var claim : claims) {
            var group = new ArrayList<Claim>(List.of(claim));
            var fields = new TreeSet<Integer>();
            claim.fields().stream().filter(field -> domains.count(field) > 1).forEach(fields::add);
            for (int i = groups.size() - 1; i >= 0; i--) {
                if (fieldsOf.get(i).stream().anyMatch(fields::contains)) {
                    group.addAll(groups.remove(i));
                    fields.addAll(fieldsOf.remove(i));
                }
            }
            groups.add(group);
            fieldsOf.add(fields);
        }
        return groups;
    }

    private Optional<Domains> suppose(Domains domains, List<Claim> claims) {
        var choice = claims.stream()
                .filter(Any.class::isInstance)
                .map(Any.class::cast)
                .min(Comparator.comparingInt(any -> any.branches().size()));
        return choice.isPresent() ? supposeBranch(domains, claims, choice.get()) : supposeValue(domains, claims);
    }

    private Optional<Domains> supposeBranch(Domains domains, List<Claim> claims, Any choice) {
        for (var branch : choice.branches()) {
            var supposed = new ArrayList<>(branch);
            claims.stream().filter(claim -> claim != choice).forEach(supposed::add);
            var found = settle(domains, supposed);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Domains> supposeValue(Domains domains, List<Claim> claims) {
        int field = Claim.fieldsOf(claims).stream()
                .filter(one -> domains.count(one) > 1)
                .min(Comparator.comparingInt(domains::count))
                .orElseThrow();
        for (int value : domains.numbers(field)) {
            var found = settle(domains.only(field, value), claims);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}

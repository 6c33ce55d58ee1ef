package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Leader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which sessions hold the mark that their leaders carry. Everything that is started in a marked session inherits the mark, and
 * may open terminals itself, as a tmux server does: such a terminal is not the session of that mark, and does not become it
 * when the marked session dies. So what was once seen beside the holder, and started after it or below it, is remembered.
 *
 * <p>Two sessions that both came by the mark in their own right both hold it. Safe for use by several threads.
 */
final class Marks {

    private static final int HIGHEST = 64;

    private final Map<String, Leader> holders = new HashMap<>();

    /** What inherited a mark: leaders, and what opened their terminals. */
    private final Set<Leader> heirs = new HashSet<>();

    /**
     * A leader that carries a mark.
     *
     * @param above its ancestors, the nearest first
     * @param lineage itself and those nearest ancestors that carry the mark too
     */
    private record Claimant(ProcessStat leader, String mark, List<ProcessStat> above, List<ProcessStat> lineage) {

        boolean isIn(Set<Leader> known) {
            return lineage.stream().map(Marks::of).anyMatch(known::contains);
        }

        /** A multiplexer's terminals are named by its own connector, or not at all, as long as there is another claimant. */
        boolean multiplexed() {
            return lineage.stream().anyMatch(ResetPlan::multiplexer);
        }

        boolean comesAfter(Claimant holder) {
            return (multiplexed() && !holder.multiplexed())
                    || above.stream().anyMatch(one -> one.session() == holder.leader.pid())
                    || lineage.get(lineage.size() - 1).startTicks() > holder.leader.startTicks();
        }
    }

    /** The marks that these leaders hold, by their pids. */
    synchronized Map<Integer, String> held(Snapshot seen, Collection<ProcessStat> leaders) {
        heirs.removeIf(heir -> Optional.ofNullable(seen.processes().get(heir.pid()))
                .filter(process -> process.startTicks() == heir.startTicks())
                .isEmpty());
        var held = new HashMap<Integer, String>();
        leaders.stream()
                .map(leader -> claimant(leader, seen))
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Claimant::mark))
                .forEach((mark, claimants) -> holders(mark, claimants)
                        .forEach(holder -> held.put(holder.leader().pid(), mark)));
        holders.keySet().retainAll(held.values());
        return held;
    }

    private List<Claimant> holders(String mark, List<Claimant> claimants) {
        var free = claimants.stream()
                .filter(claimant -> !claimant.isIn(heirs))
                .sorted(Comparator.comparing((Claimant one) -> !of(one.leader()).equals(holders.get(mark)))
                        .thenComparing(Claimant::multiplexed)
                        .thenComparing(one -> one.leader().startTicks())
                        .thenComparing(one -> one.leader().pid()))
                .toList();
        if (free.isEmpty()) {
            return List.of();
        }
        var holder = free.get(0);
        holders.put(mark, of(holder.leader()));
        var all = new ArrayList<>(List.of(holder));
        for (var other : free.subList(1, free.size())) {
            if (other.comesAfter(holder)) {
                inherits(other, holder);
            } else {
                all.add(other);
            }
        }
        return all;
    }

    private void inherits(Claimant heir, Claimant holder) {
        heir.lineage().stream()
                .filter(one -> !holder.lineage().contains(one))
                .map(Marks::of)
                .forEach(heirs::add);
    }

    private Optional<Claimant> claimant(ProcessStat leader, Snapshot seen) {
        return mark(leader, seen).or(() -> lastHeld(leader)).map(mark -> {
            var above = above(leader, seen);
            var lineage = new ArrayList<>(List.of(leader));
            above.stream()
                    .takeWhile(one -> mark(one, seen).filter(mark::equals).isPresent())
                    .forEach(lineage::add);
            return new Claimant(leader, mark, above, lineage);
        });
    }

    /** The environment of a process in the midst of an execve(2) reads empty: no reason to take its session for gone. */
    private Optional<String> lastHeld(ProcessStat leader) {
        return holders.entrySet().stream()
                .filter(entry -> entry.getValue().equals(of(leader)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<String> mark(ProcessStat process, Snapshot seen) {
        return seen.facts()
                .variable(process.pid(), TerminalListing.MARK_VARIABLE)
                .filter(mark -> !mark.isEmpty());
    }

    private static List<ProcessStat> above(ProcessStat process, Snapshot seen) {
        var above = new ArrayList<ProcessStat>();
        var parent = seen.processes().get(process.parent());
        while (parent != null && above.size() < HIGHEST) {
            above.add(parent);
            parent = seen.processes().get(parent.parent());
        }
        return above;
    }

    private static Leader of(ProcessStat process) {
        return new Leader(process.pid(), process.startTicks());
    }
}

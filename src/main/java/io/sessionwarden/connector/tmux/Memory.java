package io.sessionwarden.connector.tmux;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one listing of a socket leaves behind for the next. Holds one entry for each pane of the last listing, no more.
 *
 * @param boot the boot that it holds for
 * @param runnerName the name of the user that commands run as, where the socket is that user's own; otherwise empty
 * @param server the server seen last, or null where none was seen yet
 * @param booted when the machine started, in seconds since 1970, or empty
 * @param starts for each pane and pid the word that stands for the process' start in the identity
 * @param overdue the panes that tmux was waited for in vain to say how they ended
 */
record Memory(
        String boot,
        String runnerName,
        PaneList.@Nullable Server server,
        String booted,
        Map<String, String> starts,
        Set<String> overdue) {

    static final Memory NOTHING = new Memory("", "", null, "", Map.of(), Set.of());

    Memory {
        starts = Map.copyOf(starts);
        overdue = Set.copyOf(overdue);
    }

    /** Whether it is worth waiting until tmux says more: not twice for the same pane. */
    boolean worthWaiting(PaneList list) {
        return list.unsettled().stream().anyMatch(pane -> !overdue.contains(key(pane)));
    }

    /** What is still true on the machine, in the boot and for the user of that answer. */
    Memory of(Answer answer) {
        String name = answer.owner().equals(answer.runner()) ? answer.ownerName() : "";
        return boot.equals(answer.boot())
                ? new Memory(boot, name, server, booted, starts, overdue)
                : new Memory(answer.boot(), name, null, "", Map.of(), Set.of());
    }

    /** What is remembered after that list of a genuine server. */
    Memory after(PaneList list) {
        var now = new HashMap<String, String>();
        list.panes().forEach(pane -> now.put(key(pane), start(pane)));
        return new Memory(
                boot,
                runnerName,
                list.server() == null ? server : list.server(),
                list.booted().isEmpty() ? booted : list.booted(),
                now,
                list.unsettled().stream().map(Memory::key).collect(Collectors.toSet()));
    }

    /**
     * The word for the start of the pane's process: its ticks, also long after it has died where it was ever seen alive;
     * otherwise the time of its death. The same for one incarnation in every listing.
     */
    String start(Pane pane) {
        String known = starts.get(key(pane));
        long ticks = pane.processes().leaderTicks();
        if (pane.alive() || (ticks != 0 && known == null)) {
            return Long.toString(ticks);
        }
        if (known != null) {
            return known;
        }
        return pane.ending().dead() ? "gone-" + pane.ending().time() : "gone";
    }

    private static String key(Pane pane) {
        return pane.where().serverStart() + " " + pane.where().pane() + " " + pane.pid();
    }
}

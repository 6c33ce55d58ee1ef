package io.sessionwarden.connector.tmux;

import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code list.sh} printed of one tmux server.
 *
 * @param panes every pane once, also one that several sessions show
 * @param server the server, or null where there is no pane to learn it from
 * @param booted when the machine started, in seconds since 1970, or empty where it was not asked for
 * @param said what tmux said besides, cleaned and cut
 * @param exit tmux' exit status, or -1 where it is missing: then the list is not whole
 */
record PaneList(List<Pane> panes, @Nullable Server server, String booted, String said, int exit) {

    /**
     * A tmux server's process.
     *
     * @param ticks its start in ticks; empty where /proc knows no such process
     * @param name its name
     */
    record Server(String pid, String ticks, String name) {

        /** Whether that pid is a tmux server here, and not in a container of its own numbering. */
        boolean genuine() {
            return name.startsWith("tmux: server");
        }
    }

    private static final Pattern SERVER = Pattern.compile("server ([0-9]{1,9}) ([0-9]{0,18}) (.*)");
    private static final Pattern EXIT = Pattern.compile("exit ([0-9]{1,3})");
    private static final int LONGEST_SAID = 300;

    static PaneList of(List<String> body) {
        var panes = new ArrayList<Pane>();
        var said = new StringBuilder();
        Server server = null;
        String booted = "";
        String process = "";
        int exit = -1;
        for (String line : body) {
            var serverLine = SERVER.matcher(line);
            var exitLine = EXIT.matcher(line);
            if (serverLine.matches() && server == null) {
                server = new Server(serverLine.group(1), serverLine.group(2), serverLine.group(3));
            } else if (line.startsWith("process ")) {
                process = line;
            } else if (line.startsWith("pane|")) {
                Pane.of(process, line).ifPresentOrElse(panes::add, () -> said.append("a pane that makes no sense "));
            } else if (line.matches("boot [0-9]+")) {
                booted = line.substring("boot ".length());
            } else if (line.startsWith("said ") && said.length() < LONGEST_SAID) {
                said.append(line.substring("said ".length())).append(' ');
            } else if (exitLine.matches()) {
                exit = Integer.parseInt(exitLine.group(1));
            }
        }
        return new PaneList(
                once(panes), server, booted, ForeignText.clean(said.toString().strip(), LONGEST_SAID), exit);
    }

    /**
     * Grouped sessions and linked windows show one pane several times. It goes under the oldest of its sessions, whoever
     * is attached to which, so that its identity stays the same.
     */
    private static List<Pane> once(List<Pane> panes) {
        var byId = new LinkedHashMap<String, Pane>();
        panes.stream()
                .sorted(OLDEST_SESSION_FIRST)
                .forEach(pane -> byId.merge(
                        pane.where().pane(),
                        pane,
                        (first, other) -> first.alsoSeenBy(other.attendance().clients())));
        return List.copyOf(byId.values());
    }

    private static final Comparator<Pane> OLDEST_SESSION_FIRST = Comparator.comparingLong(
                    (Pane pane) -> number(pane.where().session()))
            .thenComparingLong(pane -> number(pane.where().window()));

    private static long number(String id) {
        return id.matches("[$@%][0-9]{1,18}") ? Long.parseLong(id.substring(1)) : Long.MAX_VALUE;
    }

    /** Whether the list is not whole: mawk dies where a process ends between the opening of its file in /proc and the reading. */
    boolean brokeOff() {
        return exit < 0;
    }

    /** Whether tmux found nobody behind the socket. */
    boolean nobodyThere() {
        return exit != 0
                && (said.startsWith("no server running")
                        || said.contains("(Connection refused)")
                        || said.contains("(No such file or directory)"));
    }

    /** The panes whose process has ended and of which tmux has yet to say so, or how. */
    List<Pane> unsettled() {
        return panes.stream().filter(Pane::unsettled).toList();
    }

    Optional<Server> genuineServer() {
        return Optional.ofNullable(server).filter(Server::genuine);
    }
}

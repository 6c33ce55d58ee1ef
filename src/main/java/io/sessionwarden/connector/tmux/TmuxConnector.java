package io.sessionwarden.connector.tmux;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.OutputBlocked;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Stopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The panes of tmux servers (3.3 or later), here or on another server.
 *
 * <p>One setting, {@code sockets}: the absolute paths of the servers' sockets. Without it, the default socket of the user
 * that commands run as. Another user's socket is touched only as that user: by {@code setpriv} where commands run as root,
 * otherwise by {@code sudo -n -u '#UID'}, which then must be allowed. Needs {@code tmux}, a POSIX {@code sh} and
 * {@code awk}, and {@code stty} for the terminal's settings.
 */
public final class TmuxConnector implements Connector {

    private static final String SOCKETS = "sockets";

    /** Each socket costs a command in every sweep. */
    private static final int MOST_SOCKETS = 64;

    @Override
    public String name() {
        return TmuxHost.CONNECTOR;
    }

    @Override
    public Map<String, Consumer<List<String>>> settings() {
        return Map.of(SOCKETS, TmuxConnector::requireSockets);
    }

    @Override
    public SessionHost open(Target target) {
        target.requireSettingsOf(this);
        var given = new ArrayList<>(new LinkedHashSet<>(target.settings().getOrDefault(SOCKETS, List.of())));
        Pause pause = TmuxConnector::park;
        if (given.isEmpty()) {
            return new TmuxHost(target, List.of(TmuxSocket.ofRunner(target, pause)));
        }
        return new TmuxHost(
                target,
                given.stream()
                        .map(path -> TmuxSocket.at(path, label(path, given), target, pause))
                        .toList());
    }

    private static void requireSockets(List<String> paths) {
        if (paths.size() > MOST_SOCKETS) {
            throw new IllegalArgumentException("names more than " + MOST_SOCKETS + " sockets on one server");
        }
        for (String path : paths) {
            if (!path.startsWith("/") || path.endsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("holds '" + path + "', which is no absolute path of a tmux socket");
            }
        }
    }

    /** What stands in front of the names of a socket's panes: its file's name, or the whole path where that is not unique. */
    private static String label(String path, List<String> all) {
        String file = file(path);
        return all.stream().filter(other -> file(other).equals(file)).count() > 1 ? path : file;
    }

    private static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void park(Duration moment) {
        LockSupport.parkNanos(moment.toNanos());
    }

    @Override
    public List<Probe> probes() {
        return List.of(new PaneDied(), new Stopped(), new OutputBlocked());
    }
}

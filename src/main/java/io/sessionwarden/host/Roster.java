package io.sessionwarden.host;

import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sessions of one server through all its connectors: calls the roll, lists a session that two connectors see only once,
 * gives the administrator's names, and misses the standing sessions that are not there.
 *
 * <p>Safe for use by several threads.
 */
public final class Roster implements AutoCloseable {

    private final String server;
    private final Map<String, SessionHost> hosts = new LinkedHashMap<>();
    private final Selector selector;
    private final List<SessionName> names;

    /** The leaders that each connector listed last: a tmux server that hangs does not give its panes away. */
    private final Map<String, Set<Leader>> claims = new LinkedHashMap<>();

    /** The last incarnation seen of each standing session. */
    private final Map<SessionName, Session> lastSeen = new LinkedHashMap<>();

    /**
     * @param server the configured name of the server
     * @param hosts its connectors' hosts; of two that list the same leader, the earlier one has the session
     * @param selector which sessions are watched
     * @param names the administrator's names
     */
    public Roster(String server, List<SessionHost> hosts, Selector selector, List<SessionName> names) {
        this.server = server;
        hosts.forEach(host -> this.hosts.put(host.connector(), host));
        this.selector = selector;
        this.names = names.stream().filter(name -> name.server().equals(server)).toList();
    }

    /** Calls all connectors. What fails is a fault in the answer, never an exception. */
    public Roll call() {
        return call(hosts.values());
    }

    /** Calls only the connector that listed this session: for a quick second look. */
    public Roll call(Session session) {
        return call(List.of(hostOf(session)));
    }

    /** The host behind the connector that listed this session. */
    public SessionHost hostOf(Session session) {
        var host = hosts.get(session.connector());
        if (host == null) {
            throw new NoSuchElementException("no connector " + session.connector() + " on server " + server);
        }
        return host;
    }

    private Roll call(Collection<SessionHost> called) {
        var sessions = new ArrayList<Session>();
        var faults = new ArrayList<ServerFault>();
        var blind = new HashSet<String>();
        for (var host : called) {
            try {
                var listing = host.list();
                faults.addAll(listing.faults());
                if (!listing.faults().isEmpty()) {
                    blind.add(host.connector());
                }
                sessions.addAll(claim(host.connector(), listing));
            } catch (HostException e) {
                blind.add(host.connector());
                if (e.fault() == Fault.UNREACHABLE) {
                    // The others go the same way, and would only find the same out, one time-out after the other.
                    faults.add(0, asFault(host.connector(), "the server", e));
                    called.forEach(other -> blind.add(other.connector()));
                    break;
                }
                faults.add(asFault(host.connector(), "connector " + host.connector(), e));
            }
        }
        return new Roll(withMissing(sessions, called, blind), faults, blind);
    }

    private synchronized List<Session> claim(String connector, Listing listing) {
        var leaders = new HashSet<Leader>();
        var mine = new ArrayList<Session>();
        for (var session : listing.sessions()) {
            var leader = session.leader();
            if (leader != null && claimedBefore(connector, leader)) {
                continue;
            }
            if (leader != null) {
                leaders.add(leader);
            }
            var named = named(session);
            if (selector.selects(named)) {
                mine.add(named);
            }
        }
        if (listing.faults().isEmpty()) {
            claims.put(connector, leaders);
        } else {
            claims.computeIfAbsent(connector, none -> new HashSet<>()).addAll(leaders);
        }
        return mine;
    }

    private boolean claimedBefore(String connector, Leader leader) {
        for (var earlier : hosts.keySet()) {
            if (earlier.equals(connector)) {
                return false;
            }
            if (claims.getOrDefault(earlier, Set.of()).contains(leader)) {
                return true;
            }
        }
        return false;
    }

    private Session named(Session session) {
        for (var name : names) {
            if (name.fits(session)) {
                var named = session.named(name.name(), name.standing());
                if (name.standing() && named.state() != SessionState.DOWN) {
                    lastSeen.put(name, named);
                }
                return named;
            }
        }
        return session;
    }

    private synchronized List<Session> withMissing(
            List<Session> present, Collection<SessionHost> called, Set<String> blind) {
        var all = new ArrayList<>(present);
        for (var name : names) {
            var asked = called.stream().anyMatch(host -> host.connector().equals(name.connector()));
            if (name.standing()
                    && asked
                    && !blind.contains(name.connector())
                    && present.stream().noneMatch(name::fits)) {
                var missing = missing(name);
                if (selector.selects(missing)) {
                    all.add(missing);
                }
            }
        }
        return all;
    }

    private Session missing(SessionName name) {
        var last = lastSeen.get(name);
        if (last == null) {
            return neverSeen(name);
        }
        var vitals = new TreeMap<>(last.vitals());
        vitals.put("leader", "gone");
        return last.in(SessionState.DOWN).seen(vitals);
    }

    private Session neverSeen(SessionName name) {
        return new Session(
                SessionIdentity.of(server, name.connector(), Map.of("name", name.name(), "seen", "never")),
                "-",
                name.name(),
                SessionKind.USER,
                SessionState.DOWN,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of(name.vital(), name.value(), "leader", "gone")));
    }

    private ServerFault asFault(String connector, String what, HostException e) {
        var message = e.getMessage() == null ? e.fault().name() : e.getMessage();
        return new ServerFault(
                server,
                connector,
                what,
                e.fault() != Fault.NOT_ANSWERING,
                Evidence.of(message, Map.of("fault", e.fault().name())));
    }

    @Override
    public void close() {
        hosts.values().forEach(SessionHost::close);
    }
}

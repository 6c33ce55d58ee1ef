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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sessions of one server through all its connectors: calls the roll, lists a session that two connectors see only once,
 * gives the administrator's names, and misses the standing sessions that are not there.
 *
 * <p>Safe for use by several threads.
 */
public final class Roster implements AutoCloseable {

    /** The vital that stays the same where one incarnation follows another, whatever they are called; not every connector has it. */
    private static final String PLACE = "place";

    /** The fact that says in which way a connector failed. */
    private static final String FAULT = "fault";

    /** Where a server is out of reach, whatever else is said of it follows from that. */
    private static final Comparator<ServerFault> OUT_OF_REACH_FIRST = Comparator.comparing(
            fault -> !Fault.UNREACHABLE.name().equals(fault.evidence().facts().get(FAULT)));

    private final String server;
    private final Map<String, SessionHost> hosts = new LinkedHashMap<>();
    private final Selector selector;
    private final List<SessionName> names;

    private final Contemporaries contemporaries = new Contemporaries();

    /** What each connector saw when it was last called. */
    private final Map<String, Seen> last = new HashMap<>();

    /** The last incarnation seen of each standing session that is watched. */
    private final Map<SessionName, Session> lastSeen = new LinkedHashMap<>();

    /**
     * What one connector saw in one call.
     *
     * @param sessions the selected ones, with the administrator's names, and the standing ones that are missing
     * @param leaders all that it may claim: a tmux server that hangs does not give its panes away
     */
    private record Seen(
            String connector, List<Session> sessions, List<ServerFault> faults, boolean blind, Set<Leader> leaders) {}

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

    /** What an earlier warden saw of standing sessions: one that is missing at once is then missed as what it was. */
    public synchronized void recall(Map<SessionName, Session> seen) {
        seen.forEach((name, session) -> {
            if (names.contains(name)) {
                lastSeen.put(name, session);
            }
        });
    }

    /** The standing sessions as they were last seen. */
    public synchronized Map<SessionName, Session> standing() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(lastSeen));
    }

    /** What an incident says of a standing session. */
    public synchronized void recall(Session session) {
        names.stream()
                .filter(name -> name.standing() && name.fits(session))
                .findFirst()
                .ifPresent(name -> lastSeen.put(name, session));
    }

    /** Calls all connectors. What fails is a fault in the answer, never an exception. */
    public Roll call() {
        return call(hosts.values());
    }

    /**
     * For a quick second look: calls only the connector that listed this session. What the others saw is in the answer as it
     * was at their last call.
     */
    public Roll call(Session session) {
        var host = hostOf(session);
        return call(hosts.values().stream()
                .filter(other -> other == host || !called(other))
                .toList());
    }

    /** Whether one session follows the other at its seat: it came after it, and did not stand beside it. */
    public boolean follows(Session session, Session other) {
        return session.seat().equals(other.seat())
                && !session.identity().equals(other.identity())
                && !contemporaries.were(session.identity(), other.identity());
    }

    /** The host behind the connector that listed this session. */
    public SessionHost hostOf(Session session) {
        var host = hosts.get(session.connector());
        if (host == null) {
            throw new NoSuchElementException("no connector " + session.connector() + " on server " + server);
        }
        return host;
    }

    private synchronized boolean called(SessionHost host) {
        return last.containsKey(host.connector());
    }

    private Roll call(Collection<SessionHost> called) {
        var now = new HashMap<String, Seen>();
        boolean reached = true;
        for (var host : called) {
            var connector = host.connector();
            if (!reached) {
                // It goes the same way as the one before, and would only find the same out, one time-out later.
                now.put(connector, unheard(connector, List.of()));
                continue;
            }
            try {
                now.put(connector, heard(connector, host.list()));
            } catch (HostException e) {
                reached = e.fault() != Fault.UNREACHABLE;
                now.put(connector, unheard(connector, List.of(asFault(connector, e))));
            } catch (RuntimeException e) {
                // It may have come in a jar of its own: its mistake is no reason to look at nothing else.
                var mistake = new HostException(Fault.GARBLED, "the connector failed: " + e, e);
                now.put(connector, unheard(connector, List.of(asFault(connector, mistake))));
            }
        }
        return roll(now);
    }

    /** Of a connector that was called, what this very call saw: others may have called it meanwhile, and know less. */
    private synchronized Roll roll(Map<String, Seen> now) {
        var seen = hosts.keySet().stream()
                .map(connector -> now.getOrDefault(connector, last.get(connector)))
                .filter(Objects::nonNull)
                .toList();
        var sessions = seen.stream().flatMap(one -> one.sessions().stream()).toList();
        if (seen.stream().noneMatch(Seen::blind)) {
            contemporaries.note(sessions);
        }
        return new Roll(
                sessions,
                seen.stream()
                        .flatMap(one -> one.faults().stream())
                        .sorted(OUT_OF_REACH_FIRST)
                        .toList(),
                seen.stream().filter(Seen::blind).map(Seen::connector).collect(Collectors.toSet()));
    }

    private synchronized Seen heard(String connector, Listing listing) {
        var listed = listing.sessions().stream()
                .filter(session -> !claimedBefore(connector, session))
                .toList();
        boolean blind = !listing.whole();
        Set<Leader> leaders = new HashSet<>(blind ? leaders(connector) : Set.of());
        listed.stream().map(Session::leader).filter(Objects::nonNull).forEach(leaders::add);
        var sessions = new ArrayList<Session>();
        var present = new HashSet<SessionName>();
        for (var session : listed) {
            var name = nameOf(session, listed);
            if (name.isPresent()) {
                present.add(name.get());
            }
            if (selector.selects(session)
                    || name.filter(its -> keeps(its, session)).isPresent()) {
                var named = name.map(its -> session.named(its.name(), its.standing()))
                        .orElse(session);
                name.filter(SessionName::standing).ifPresent(its -> note(its, named));
                sessions.add(named);
            }
        }
        if (!blind) {
            sessions.addAll(missing(connector, present));
        }
        var seen = new Seen(connector, sessions, listing.faults(), blind, leaders);
        last.put(connector, seen);
        return seen;
    }

    private synchronized Seen unheard(String connector, List<ServerFault> faults) {
        var seen = new Seen(connector, List.of(), faults, true, leaders(connector));
        last.put(connector, seen);
        return seen;
    }

    private Set<Leader> leaders(String connector) {
        var before = last.get(connector);
        return before == null ? Set.of() : before.leaders();
    }

    private boolean claimedBefore(String connector, Session session) {
        var leader = session.leader();
        return leader != null
                && hosts.keySet().stream()
                        .takeWhile(earlier -> !earlier.equals(connector))
                        .anyMatch(earlier -> leaders(earlier).contains(leader));
    }

    /** What it is called now may be its user's doing: so it keeps a standing name that no other fits. */
    private Optional<SessionName> nameOf(Session session, List<Session> listed) {
        return names.stream()
                .filter(name -> name.fits(session))
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> keeps(name, session))
                        .filter(name -> listed.stream().noneMatch(name::fits))
                        .findFirst());
    }

    /** Whether that is the incarnation that had the name last, or one that followed it at the same place. */
    private boolean keeps(SessionName name, Session session) {
        var had = lastSeen.get(name);
        return had != null
                && (had.identity().equals(session.identity())
                        || (!session.vital(PLACE).isEmpty()
                                && session.vital(PLACE).equals(had.vital(PLACE))
                                && session.connector().equals(had.connector())));
    }

    private void note(SessionName name, Session session) {
        if (session.state() == SessionState.DOWN) {
            lastSeen.putIfAbsent(name, session);
        } else {
            lastSeen.put(name, session);
        }
    }

    private List<Session> missing(String connector, Set<SessionName> present) {
        return names.stream()
                .filter(name -> name.standing() && name.connector().equals(connector) && !present.contains(name))
                .flatMap(name -> missing(name).stream())
                .toList();
    }

    private Optional<Session> missing(SessionName name) {
        var had = lastSeen.get(name);
        if (had == null) {
            return Optional.of(neverSeen(name)).filter(selector::selects);
        }
        var vitals = new TreeMap<>(had.vitals());
        vitals.put("leader", "gone");
        return Optional.of(had.in(SessionState.DOWN).seen(vitals));
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

    private ServerFault asFault(String connector, HostException e) {
        var message = e.getMessage() == null ? e.fault().name() : e.getMessage();
        return new ServerFault(
                server,
                connector,
                e.fault() == Fault.UNREACHABLE ? "the server" : "connector " + connector,
                // What came late or broken off may come whole the next time: mawk gives up where a process ends while
                // it is read.
                e.fault() == Fault.UNREACHABLE || e.fault() == Fault.NOT_PERMITTED,
                Evidence.of(message, Map.of(FAULT, e.fault().name())));
    }

    @Override
    public void close() {
        hosts.values().forEach(SessionHost::close);
    }
}

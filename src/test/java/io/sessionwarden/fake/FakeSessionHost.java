package io.sessionwarden.fake;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Screen;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A host in memory, whose sessions and failures a test sets. A reset replaces the session by what the test says. */
public final class FakeSessionHost implements SessionHost {

    private final String connector;
    private final Map<SessionIdentity, Session> sessions = new LinkedHashMap<>();
    private final List<ServerFault> faults = new ArrayList<>();
    private boolean seesAll;
    private final List<Session> resets = new ArrayList<>();
    private final List<Rung> taken = new ArrayList<>();
    private final Map<Rung, UnaryOperator<@Nullable Session>> onRung = new EnumMap<>(Rung.class);
    private UnaryOperator<@Nullable Session> onReset = session -> null;
    private @Nullable HostException failure;
    private @Nullable HostException failureOfReset;
    private @Nullable Exception failureOfEvidence;
    private @Nullable Screen screen;
    private boolean reopens;
    private Duration patience = Duration.ZERO;
    private final List<String> warnings = new ArrayList<>();
    private String deaf = "";
    private Act.Result result = Act.Result.DONE;
    private List<LeftRunning> left = List.of();
    private Runnable onAct = () -> {};
    private Runnable onList = () -> {};
    private int listings;

    public FakeSessionHost() {
        this(Sessions.CONNECTOR);
    }

    /** Behind a connector of that name. */
    public FakeSessionHost(String connector) {
        this.connector = connector;
    }

    public synchronized FakeSessionHost put(Session session) {
        sessions.put(session.identity(), session);
        return this;
    }

    public synchronized void remove(Session session) {
        sessions.remove(session.identity());
    }

    /** From now on its faults hide no session. */
    public synchronized void seesAll() {
        seesAll = true;
    }

    public synchronized void fault(ServerFault fault) {
        faults.add(fault);
    }

    public synchronized void noFaults() {
        faults.clear();
    }

    /** From now on every listing fails so, or none where it is null. */
    public synchronized void failWith(@Nullable HostException e) {
        failure = e;
    }

    /** From now on every reset fails so, after whatever {@link #onReset} does. */
    public synchronized void failResetWith(@Nullable HostException e) {
        failureOfReset = e;
    }

    /** From now on no evidence can be taken, for that reason: a HostException, or a mistake of the connector's. */
    public synchronized void failEvidenceWith(@Nullable Exception e) {
        failureOfEvidence = e;
    }

    /** From now on every session shows that. */
    public synchronized void shows(String text) {
        screen = new Screen(text);
    }

    @Override
    public synchronized Optional<Screen> screen(Session session) {
        return Optional.ofNullable(screen);
    }

    /** What stands where a session was reset: a new incarnation, the same one, or null for none. */
    public synchronized void onReset(UnaryOperator<@Nullable Session> successor, boolean itReopens) {
        onReset = successor;
        reopens = itReopens;
    }

    /** From now on each of its rungs is known to need that long. */
    public synchronized void needs(Duration time) {
        patience = time;
    }

    @Override
    public synchronized Duration patience(Session session, Rung rung) {
        return patience;
    }

    /** From now on every reset that is carried out says that it went so. */
    public synchronized void resetsAre(Act.Result said) {
        result = said;
    }

    /** From now on every reset leaves these running. */
    public synchronized void leavesRunning(LeftRunning... processes) {
        left = List.of(processes);
    }

    /** From now on it has this rung too, which leaves of a session what the function says. */
    public synchronized void offers(Rung rung, UnaryOperator<@Nullable Session> leaves) {
        onRung.put(rung, leaves);
    }

    /** Every rung that was taken, in order. */
    public synchronized List<Rung> taken() {
        return List.copyOf(taken);
    }

    /** How often it was asked to list. */
    public synchronized int listings() {
        return listings;
    }

    /** Is run whenever it is asked to list. */
    public synchronized void onList(Runnable first) {
        onList = first;
    }

    /** Is run at the end of every reset that is carried out. */
    public synchronized void onAct(Runnable then) {
        onAct = then;
    }

    /** The sessions that were reset, in order. */
    public synchronized List<Session> resets() {
        return List.copyOf(resets);
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public synchronized Listing list() throws HostException {
        listings++;
        onList.run();
        if (failure != null) {
            throw failure;
        }
        return new Listing(List.copyOf(sessions.values()), faults, faults.isEmpty() || seesAll);
    }

    @Override
    public synchronized Evidence evidence(Session session) throws HostException {
        if (failureOfEvidence instanceof RuntimeException mistake) {
            throw mistake;
        } else if (failureOfEvidence instanceof HostException failed) {
            throw failed;
        }
        return Evidence.of("a fake");
    }

    @Override
    public SortedMap<String, String> values(Session session) {
        return new TreeMap<>(Map.of("command", session.vital("command")));
    }

    /** From now on nobody can be told anything, for this reason. */
    public synchronized void deafBecause(String why) {
        deaf = why;
    }

    /** What users were told, in order. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public synchronized Notice warn(Session session, String text) {
        if (!deaf.isEmpty()) {
            return Notice.untold(deaf);
        }
        warnings.add(text);
        return Notice.told("on the fake's screen");
    }

    @Override
    public synchronized Set<Rung> rungs(Session session) {
        var rungs = EnumSet.of(Rung.RESET);
        rungs.addAll(onRung.keySet());
        return rungs;
    }

    @Override
    public synchronized Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        taken.add(rung);
        var leaves = onRung.get(rung);
        if (leaves == null) {
            return reset(session, ready);
        }
        if (sessions.remove(session.identity()) == null) {
            return Act.otherIncarnation("it is not there");
        }
        var left = leaves.apply(session);
        if (left != null) {
            sessions.put(left.identity(), left);
        }
        return new Act(result, List.of(rung.word()), List.of());
    }

    @Override
    public synchronized Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        if (!sessions.containsKey(session.identity())) {
            return Act.otherIncarnation("it is not there");
        }
        resets.add(session);
        sessions.remove(session.identity());
        var successor = onReset.apply(session);
        if (successor != null) {
            sessions.put(successor.identity(), successor);
        }
        onAct.run();
        if (failureOfReset != null) {
            throw failureOfReset;
        }
        return new Act(result, List.of("ended the leader"), left);
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return reopens;
    }

    @Override
    public void close() {}
}

package io.sessionwarden.simulation;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.simulation.World.Weather;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One server of the simulated world. What happens to its sessions may happen between any two calls. */
final class SimulatedHost implements SessionHost {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    private final String server;
    private final World world;
    private final Set<Bug> bugs;
    private final Consumer<World.Act> beforeActs;

    /** @param beforeActs is told of each act just before it is done */
    SimulatedHost(String server, World world, Set<Bug> bugs, Consumer<World.Act> beforeActs) {
        this.server = server;
        this.world = world;
        this.bugs = bugs;
        this.beforeActs = beforeActs;
    }

    @Override
    public String connector() {
        return World.CONNECTOR;
    }

    @Override
    public Listing list() throws HostException {
        answer("list");
        var now = world.clock.instant();
        return new Listing(
                world.on(server).stream().map(one -> one.session(now)).toList(), List.of());
    }

    /** Takes its time, or fails; and the world goes on meanwhile. */
    private void answer(String what) throws HostException {
        world.chance.step(server + " " + what);
        if (world.chance.once(40)) {
            world.somethingHappens();
        }
        switch (world.weather.getOrDefault(server, Weather.FINE)) {
            case FINE -> world.passes(Duration.ofMillis(3));
            case SLOW -> world.passes(Duration.ofSeconds(1 + world.chance.below(8)));
            case HANGS -> {
                world.passes(TIME_OUT);
                throw new HostException(Fault.NOT_ANSWERING, "no answer within 10 s");
            }
            case CUT_OFF -> throw new HostException(Fault.UNREACHABLE, "no route to host");
        }
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        answer("evidence");
        return Evidence.of("simulated");
    }

    @Override
    public SortedMap<String, String> values(Session session) throws HostException {
        answer("values");
        return new TreeMap<>();
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        answer("warn");
        return Notice.told("on its screen");
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return true;
    }

    @Override
    public Set<Rung> rungs(Session session) {
        return EnumSet.of(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
    }

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        answer(rung.word());
        if (!world.quiet && world.chance.once(10)) {
            world.ofPid(server, pid(session.identity())).ifPresent(world::takesTheNumber);
        }
        var there = world.ofPid(server, pid(session.identity()));
        if (there.isEmpty()) {
            return Act.otherIncarnation("nobody has that number");
        }
        var one = there.get();
        if (!one.identity().equals(session.identity()) && !bugs.contains(Bug.HITS_WHOEVER_HAS_THE_NUMBER)) {
            return Act.otherIncarnation("another began meanwhile");
        }
        boolean closes = closes(rung, one);
        var act = new World.Act(world.clock.instant(), server, rung, session.identity(), one, one.isSick(), closes);
        beforeActs.accept(act);
        world.acts.add(act);
        if (closes) {
            world.close(one);
        } else if (rung == Rung.CONTINUE && one.ill.equals("STOPPED")) {
            one.ill = "";
        }
        world.chance.acted(server + " after " + rung.word());
        if (world.chance.once(15)) {
            throw new HostException(Fault.NOT_ANSWERING, "the connection broke");
        }
        return new Act(Act.Result.DONE, List.of(rung.word()), List.of());
    }

    private static boolean closes(Rung rung, Incarnation one) {
        return switch (rung) {
            case LOG_OFF -> !one.deafToHangup;
            case RESET, FORCE -> !one.deafToReset;
            default -> false;
        };
    }

    private static int pid(SessionIdentity identity) {
        return Integer.parseInt(identity.parts().getOrDefault("sid", "0"));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

package io.sessionwarden.check;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The checks that are asked of a server as a whole: it has no sessions, and what is critical is a fault of the server. */
public final class ServerChecks implements SessionHost {

    private static final String NAME = "checks";

    private final String server;
    private final Map<Check, Asking> checks = new LinkedHashMap<>();

    /**
     * @param runner runs commands on that server; not closed with this
     * @param clock the time
     */
    public ServerChecks(String server, List<Check> checks, CommandRunner runner, InstantSource clock) {
        this.server = server;
        checks.forEach(check -> this.checks.put(check, new Asking(check, runner, clock)));
    }

    @Override
    public String connector() {
        return NAME;
    }

    @Override
    public Listing list() {
        var faults = new ArrayList<ServerFault>();
        checks.forEach((check, asking) -> {
            var answer = asking.ask(check.words());
            if (asking.sick(answer)) {
                // As with Nagios, one answer may be passing.
                faults.add(new ServerFault(server, NAME, "check " + check.name(), false, answer.evidence(check)));
            }
        });
        return new Listing(List.of(), faults);
    }

    @Override
    public Evidence evidence(Session session) {
        throw noSession(session);
    }

    @Override
    public SortedMap<String, String> values(Session session) {
        throw noSession(session);
    }

    @Override
    public Notice warn(Session session, String text) {
        throw noSession(session);
    }

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) {
        throw noSession(session);
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        throw noSession(session);
    }

    private static IllegalArgumentException noSession(Session session) {
        return new IllegalArgumentException("checks list no sessions, and not " + session.identity());
    }

    @Override
    public void close() {
        // Nothing is held between two calls.
    }
}

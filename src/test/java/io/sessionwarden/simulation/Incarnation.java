package io.sessionwarden.simulation;

import io.sessionwarden.session.Account;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One session that really stands in the simulated world, whatever the warden believes. */
final class Incarnation {

    final String server;
    final String seat;
    final String user;
    final SessionKind kind;
    final int pid;
    final long start;
    final Instant began;

    /** What is really wrong with it, or empty. */
    String ill = "";

    /** Whether it was sick when it was last listed: what begins in the very moment of the act cannot be known. */
    boolean lookedSick;

    /** Which rungs it ignores. */
    boolean deafToHangup;

    boolean deafToReset;

    Incarnation(String server, String seat, String user, SessionKind kind, int pid, long start, Instant began) {
        this.server = server;
        this.seat = seat;
        this.user = user;
        this.kind = kind;
        this.pid = pid;
        this.start = start;
        this.began = began;
    }

    boolean isSick() {
        return !ill.isEmpty();
    }

    SessionIdentity identity() {
        return SessionIdentity.of(
                server,
                World.CONNECTOR,
                Map.of("boot", "b", "sid", Integer.toString(pid), "start", Long.toString(start)));
    }

    /** As a listing shows it now. */
    Session session(Instant now) {
        lookedSick = isSick();
        var vitals = new TreeMap<>(Map.of("seat", seat, "ill", ill));
        return new Session(
                identity(),
                Integer.toString(pid),
                seat,
                kind,
                ill.equals(Symptom.DOWN.name()) ? SessionState.DISCONNECTED : SessionState.ACTIVE,
                false,
                user,
                Account.ofUid(server, 1000L + user.charAt(0)),
                new Leader(pid, start),
                began,
                Duration.between(began, now).isNegative() ? Duration.ZERO : Duration.ofMinutes(20),
                null,
                vitals);
    }

    @Override
    public String toString() {
        return server + "/" + seat + " pid " + pid + " start " + start + (ill.isEmpty() ? "" : " " + ill);
    }
}

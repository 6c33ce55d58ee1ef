package io.sessionwarden.connector.contract;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.SystemdContainer;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;

/** The session at the console of a real systemd, whose getty opens the next one by itself. */
final class LogindSessions implements RealSessions {

    private final SystemdContainer container = SystemdContainer.start();

    LogindSessions() throws Exception {}

    @Override
    public String connector() {
        return "logind";
    }

    @Override
    public CommandRunner runner() {
        return container.runner();
    }

    @Override
    public CommandRunner stranger() throws Exception {
        container.said("useradd", "plain");
        return new AsUser(runner(), "plain");
    }

    @Override
    public void open() {
        // Its getty does.
    }

    @Override
    public boolean owns(Session session) {
        return session.name().equals("pts/0");
    }

    @Override
    public boolean stands(Session session) {
        return session.state() == SessionState.ACTIVE;
    }

    @Override
    public void end(Session session) throws Exception {
        container.said("loginctl", "terminate-session", session.id());
    }

    @Override
    public Symptom harm(Session session) throws Exception {
        container.said("systemctl", "freeze", session.vital("scope"));
        return Symptom.STOPPED;
    }

    @Override
    public Silence hang() throws Exception {
        var logind = container
                .said("systemctl", "show", "-p", "MainPID", "--value", "systemd-logind")
                .strip();
        container.said("sh", "-c", "kill -STOP " + logind);
        return new Silence(runner(), () -> container.said("sh", "-c", "kill -CONT " + logind));
    }

    @Override
    public Map<Clause, String> notShown() {
        return Map.of(
                Clause.SAME_ID,
                "its ids are the numbers that the kernel gives to logins, which begin anew only with the machine itself");
    }

    @Override
    public void reuseAnId() {
        throw new AssertionError(notShown().get(Clause.SAME_ID));
    }

    @Override
    public void clear() {
        // The next test takes the session that stands at the console by then.
    }

    @Override
    public void close() {
        container.close();
    }
}

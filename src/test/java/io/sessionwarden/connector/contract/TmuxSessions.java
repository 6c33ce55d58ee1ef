package io.sessionwarden.connector.contract;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.PidNamespace;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Panes of a tmux server of the account's. */
final class TmuxSessions implements RealSessions {

    private static final int MOST_ATTEMPTS = 50;

    private final Way way;
    private final TmuxServer tmux;
    private String pane = "";

    TmuxSessions(Way way) {
        this.way = way;
        this.tmux = new TmuxServer(
                new AsUser(new LocalRunner(), way.account().name()),
                way.account().home().resolve("tmux").toString());
    }

    @Override
    public String connector() {
        return "tmux";
    }

    @Override
    public Map<String, List<String>> settings() {
        return Map.of("sockets", List.of(tmux.socket()));
    }

    @Override
    public CommandRunner runner() {
        return way.runner();
    }

    @Override
    public CommandRunner stranger() {
        return way.stranger();
    }

    @Override
    public void open() throws Exception {
        pane = tmux.open("till", "sleep", "600");
    }

    @Override
    public boolean owns(Session session) {
        return session.name().equals("tmux/till:0.0");
    }

    @Override
    public void end(Session session) throws Exception {
        tmux.tmux("kill-session", "-t", "=till");
    }

    @Override
    public void replace(Session session) throws Exception {
        tmux.tmux("respawn-pane", "-k", "-t", pane);
    }

    @Override
    public Symptom harm(Session session) throws Exception {
        tmux.killProgram(pane);
        return Symptom.DEAD_LEADER;
    }

    /** The tmux server is stopped where commands run here. */
    @Override
    public Silence hang() throws Exception {
        if (!runner().local()) {
            return way.hang();
        }
        long server = tmux.pid();
        tmux.signal("STOP", server);
        return new Silence(runner(), () -> tmux.signal("CONT", server));
    }

    @Override
    public void reuseAnId() throws Exception {
        PidNamespace.run(IdReuse.class, connector(), runner().local() ? "here" : "there");
    }

    /** In a pid namespace: it is the same pane, too. */
    static void inside(CommandRunner runner) throws Exception {
        try (var real = new TmuxSessions(new Way.Here(ThrowawayAccount.create(), runner))) {
            IdReuse.show(real, real::respawn);
        }
    }

    private void respawn(Session session) throws Exception {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            killAndReap();
            Await.until("tmux has noticed", () -> tmux.of(pane, "#{pane_dead}").equals("1"));
            new ProcessBuilder(
                            "sh",
                            "-c",
                            PidNamespace.nextIs(Integer.parseInt(session.id())) + " && exec tmux -S '" + tmux.socket()
                                    + "' respawn-pane -t '" + pane + "' 'exec sleep 300'")
                    .start()
                    .waitFor();
            if (tmux.of(pane, "#{pane_pid}").equals(session.id())) {
                return;
            }
        }
        throw new AssertionError("pid " + session.id() + " was not given again in " + MOST_ATTEMPTS + " attempts");
    }

    /** tmux 3.3a now and then misses the news of a child's death; a zombie's pid is not given again. */
    private void killAndReap() throws HostException {
        long pid = Long.parseLong(tmux.of(pane, "#{pane_pid}"));
        tmux.killProgram(pane);
        Await.until("tmux has waited for process " + pid, () -> {
            tmux.signal("CHLD", tmux.pid());
            return TmuxServer.state(pid).isEmpty();
        });
    }

    @Override
    public void clear() {
        tmux.close();
    }

    @Override
    public void close() throws IOException {
        clear();
        way.close();
    }
}

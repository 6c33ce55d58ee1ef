package io.sessionwarden.connector.contract;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.PidNamespace;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.real.VncDesktops;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.io.IOException;

/** A desktop of TigerVNC's. */
final class VncSessions implements RealSessions {

    private static final int MOST_ATTEMPTS = 50;

    private final Way way;
    private final VncDesktops vnc;
    private final int display;
    private boolean managed = true;

    VncSessions(Way way) throws Exception {
        this.way = way;
        this.vnc = new VncDesktops(way.account());
        this.display = vnc.freeDisplay();
    }

    @Override
    public String connector() {
        return "vnc";
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
        vnc.open(display);
    }

    @Override
    public boolean owns(Session session) {
        return session.name().equals("vnc:" + display);
    }

    @Override
    public boolean stands(Session session) {
        return session.vital("x11").equals("answers")
                && (!managed || session.vital("windowManager").equals("openbox"));
    }

    @Override
    public void end(Session session) throws Exception {
        vnc.end(display);
    }

    @Override
    public Symptom harm(Session session) throws Exception {
        vnc.signal("STOP", Long.parseLong(session.id()));
        return Symptom.FROZEN_DISPLAY;
    }

    @Override
    public Silence hang() throws Exception {
        return way.hang();
    }

    @Override
    public void reuseAnId() throws Exception {
        PidNamespace.run(IdReuse.class, connector(), runner().local() ? "here" : "there");
    }

    /** In a pid namespace: the next one has the display, too. */
    static void inside(CommandRunner runner) throws Exception {
        try (var real = new VncSessions(new Way.Here(ThrowawayAccount.create(), runner))) {
            IdReuse.show(real, real::reopen);
        }
    }

    /** Opens it by hand, so that its X server is the first process that comes. */
    private void reopen(Session session) throws Exception {
        managed = false;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            vnc.end(display);
            Await.until(
                    "its pid is free",
                    () -> TmuxServer.state(Long.parseLong(session.id())).isEmpty());
            if (vnc.openBare(display, Integer.parseInt(session.id())) == Long.parseLong(session.id())) {
                return;
            }
        }
        throw new AssertionError("pid " + session.id() + " was not given again in " + MOST_ATTEMPTS + " attempts");
    }

    @Override
    public void clear() throws IOException {
        vnc.end(display);
    }

    @Override
    public void close() throws IOException {
        clear();
        way.close();
    }
}

package io.sessionwarden.connector.contract;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.FakeWindows;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A session of a host that answers as Windows does, over a real sshd. */
final class WindowsSessions implements RealSessions {

    private static final String SID = "|S-1-5-21-1-2-3-1001|TS1";

    private final FakeWindows windows = FakeWindows.start();
    private final Way way = Way.OverSsh.to(windows.sshd());
    private int logons;

    WindowsSessions() throws IOException {
        windows.reset();
    }

    @Override
    public String connector() {
        return "windows";
    }

    @Override
    public CommandRunner runner() {
        return way.runner();
    }

    /** Every command is answered as Windows answers those who may not query. */
    @Override
    public CommandRunner stranger() {
        return new CommandRunner() {
            @Override
            public CommandResult run(Command command) throws HostException {
                try {
                    windows.set("error", "qwinsta=5");
                    return runner().run(command);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    allow();
                }
            }

            @Override
            public boolean local() {
                return false;
            }

            @Override
            public void close() {
                // The runner is not its own.
            }
        };
    }

    private void allow() {
        try {
            windows.unset("error");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open() throws IOException {
        windows.sessions("3|rdp-tcp#4|ann|Active|.|11/25/2026 8:" + (10 + logons++) + " AM" + SID);
    }

    @Override
    public boolean owns(Session session) {
        return session.id().equals("3");
    }

    @Override
    public void end(Session session) throws IOException {
        windows.sessions();
    }

    /** Its user is connected to a second session, and not to this one: the black screen. */
    @Override
    public Symptom harm(Session session) throws IOException {
        var disconnected = "3||ann|Disc|1:09|" + session.identity().parts().get("logon") + SID;
        windows.sessions(disconnected, "5|rdp-tcp#6|ann|Active|.|11/25/2026 9:00 AM" + SID);
        return Symptom.SECOND_DISPLAY;
    }

    @Override
    public Silence hang() throws Exception {
        return way.hang();
    }

    @Override
    public void reuseAnId() throws Exception {
        IdReuse.show(this, this::replace);
    }

    @Override
    public void clear() throws IOException {
        windows.reset();
    }

    @Override
    public void close() throws IOException {
        way.close();
    }
}

package io.sessionwarden.connector.contract;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A session of a real xrdp, logged on by RDP. */
final class XrdpSessions implements RealSessions {

    private final Way way;
    private final RdpServer rdp;

    XrdpSessions(Way way) throws Exception {
        this.way = way;
        this.rdp = RdpServer.start(way.account());
    }

    @Override
    public String connector() {
        return "xrdp";
    }

    @Override
    public Map<String, List<String>> settings() {
        return Map.of(
                "port", List.of(Integer.toString(rdp.port())),
                "sesman-port", List.of(Integer.toString(rdp.sesmanPort())));
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
        rdp.logOn();
    }

    @Override
    public boolean owns(Session session) {
        return Account.ofUid("here", way.account().uid()).equals(session.account());
    }

    @Override
    public boolean stands(Session session) {
        return session.state() == SessionState.ACTIVE
                && session.vital("windowManager").equals("openbox")
                && session.vital("x11").equals("answers")
                && !session.vital("helper").equals("-");
    }

    @Override
    public void end(Session session) throws Exception {
        rdp.endSessions();
    }

    @Override
    public Symptom harm(Session session) throws Exception {
        rdp.signal("STOP", Long.parseLong(session.id()));
        return Symptom.FROZEN_DISPLAY;
    }

    @Override
    public Silence hang() throws Exception {
        return way.hang();
    }

    @Override
    public Map<Clause, String> notShown() {
        return Map.of(
                Clause.SAME_ID,
                "xrdp-sesman starts other processes before the Xorg, whose pid is the id, and beside it: which pid comes"
                        + " next cannot be set. The identity is made of the same parts as vnc's, and the same script acts");
    }

    @Override
    public void reuseAnId() {
        throw new AssertionError(notShown().get(Clause.SAME_ID));
    }

    @Override
    public void clear() throws IOException {
        rdp.endSessions();
    }

    @Override
    public void close() throws IOException {
        rdp.close();
        way.close();
    }
}

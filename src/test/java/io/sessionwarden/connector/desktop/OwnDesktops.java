package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The desktops of one account that is a test's own; those of others on this machine are none of its business. */
abstract class OwnDesktops {

    private final List<Probe> probes;
    SessionHost host;

    OwnDesktops(Connector connector) {
        this.probes = connector.probes();
    }

    @BeforeEach
    final void openHost() {
        host = connect();
    }

    @AfterEach
    final void closeHost() {
        host.close();
    }

    abstract SessionHost connect();

    abstract CommandRunner runner();

    /** Whose desktops these are. */
    abstract ThrowawayAccount account();

    final List<Session> sessions() throws HostException {
        var account = Account.ofUid("here", account().uid());
        return host.list().sessions().stream()
                .filter(session -> account.equals(session.account()))
                .toList();
    }

    final Session session() throws HostException {
        assertThat(sessions()).hasSize(1);
        return sessions().get(0);
    }

    static long pid(Session session, String vital) {
        return Long.parseLong(session.vital(vital).replaceFirst(":.*", ""));
    }

    /** What is found of it, by all probes, in two looks that see the same. */
    final List<Symptom> symptoms(Session session) {
        return probes.stream()
                .map(probe -> probe.examine(session, session))
                .filter(Finding.Sick.class::isInstance)
                .map(finding -> ((Finding.Sick) finding).symptom())
                .toList();
    }

    final Act perform(Rung rung, Session session) throws HostException {
        return host.perform(rung, session, new TreeMap<>(host.values(session)));
    }
}

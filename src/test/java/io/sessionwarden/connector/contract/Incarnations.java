package io.sessionwarden.connector.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;

/** The sessions of a real host as its connector shows them, one after the other at the same place. */
record Incarnations(RealSessions real, Connector connector) {

    static final Duration TIMEOUT = Duration.ofSeconds(8);

    Incarnations(RealSessions real) {
        this(
                real,
                ServiceLoader.load(Connector.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(found -> found.name().equals(real.connector()))
                        .findFirst()
                        .orElseThrow());
    }

    SessionHost host() {
        return host(real.runner(), TIMEOUT);
    }

    SessionHost host(CommandRunner runner, Duration timeout) {
        return connector.open(new Target("here", runner, timeout, real.settings(), Clock.systemUTC()));
    }

    /** The test's own. */
    List<Session> own(SessionHost host) throws HostException {
        return host.list().sessions().stream().filter(real::owns).toList();
    }

    static Optional<Session> find(SessionHost host, Session session) throws HostException {
        return host.list().sessions().stream()
                .filter(one -> one.identity().equals(session.identity()))
                .findFirst();
    }

    /** Opens a session and waits until it stands. */
    Session opened(SessionHost host) throws Exception {
        real.open();
        return standing(host);
    }

    /** The test's only one, once it stands and no other does. */
    Session standing(SessionHost host) throws HostException {
        Await.until(
                "one session stands",
                () -> own(host).size() == 1 && real.stands(own(host).get(0)));
        return own(host).get(0);
    }

    /** Another one is at its place by now: nothing is done to that, nobody is told, nothing is shown. */
    static void requireLeftAlone(SessionHost host, Session old, SortedMap<String, String> ready, Session next)
            throws HostException {
        assertThat(next.identity()).isNotEqualTo(old.identity());
        for (var rung : host.rungs(old)) {
            var act = host.perform(rung, old, ready);

            assertThat(act.result()).as("%s: %s", rung, act.steps()).isEqualTo(Act.Result.OTHER_INCARNATION);
            assertThat(find(host, next))
                    .as("after %s", rung)
                    .map(Session::state)
                    .contains(next.state());
        }
        assertThat(host.warn(old, "this is not for you").told()).isFalse();
        assertThat(host.screen(old)).isEmpty();
        assertThat(find(host, old)).isEmpty();
    }
}

package io.sessionwarden.connector.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.session.Session;

/**
 * A session's id is given to the next one, and what was known of the old one is held against that: nothing is done to it. Where
 * ids are pids, it runs as a program of its own in a {@link io.sessionwarden.real.PidNamespace}.
 */
final class IdReuse {

    private IdReuse() {}

    /** Ends that session and opens another one with its id. */
    @FunctionalInterface
    interface Successor {
        void follow(Session session) throws Exception;
    }

    static void show(RealSessions real, Successor successor) throws Exception {
        var incarnations = new Incarnations(real);
        try (var host = incarnations.host()) {
            var old = incarnations.opened(host);
            var ready = host.values(old);
            successor.follow(old);
            var next = incarnations.standing(host);
            assertThat(next.id()).isEqualTo(old.id());
            Incarnations.requireLeftAlone(host, old, ready, next);
        }
    }

    /** In the namespace: the connector, and whether its commands run {@code here} or by a runner that is elsewhere. */
    public static void main(String[] arguments) throws Exception {
        var runner = arguments[1].equals("here") ? new LocalRunner() : new AsUser(new LocalRunner(), "0");
        switch (arguments[0]) {
            case "terminal" -> TerminalSessions.inside(runner);
            case "tmux" -> TmuxSessions.inside(runner);
            case "vnc" -> VncSessions.inside(runner);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }
}

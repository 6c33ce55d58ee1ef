package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.Target;
import io.sessionwarden.control.Doctor.Check;
import io.sessionwarden.control.Doctor.Verdict;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.NeedsSystemd;
import io.sessionwarden.real.SystemdContainer;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account that is not root, and the rule for polkit that stands in docs/connectors.md, under a real polkit. */
@NeedsSystemd
class PolkitRightsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final String BEGINS = "    polkit.addRule";
    private static final String ENDS = "    });\n";

    private static SystemdContainer container;

    @BeforeAll
    static void start() throws Exception {
        container = SystemdContainer.start();
        container.said("useradd", "warden");
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    private static AsUser warden() {
        return new AsUser(container.runner(), "warden");
    }

    private static Check check() throws HostException {
        var check = new PolkitRights("till", TIMEOUT, warden()).check();
        System.out.println("PolkitRightsIT: " + check);
        return check;
    }

    @Test
    void saysWhatIsMissingAndTheRuleOfTheDocsGivesIt() throws Exception {
        assertThat(check().verdict()).isEqualTo(Verdict.MISSING);
        assertThat(check().text()).contains("polkit does not allow it org.freedesktop.login1.manage");

        var docs = Files.readString(Path.of("docs/connectors.md"));
        var rule = docs.substring(docs.indexOf(BEGINS), docs.indexOf(ENDS) + ENDS.length());
        container.said("sh", "-c", "printf '%s' \"$0\" > /etc/polkit-1/rules.d/50-warden.rules", rule);

        // polkit looks at its rules anew when the folder has changed.
        Await.until("polkit has read the rule", () -> check().verdict() == Verdict.OK);
        try (var host = Objects.requireNonNull(ServerOpening.connectors().get("logind"))
                .open(new Target("till", warden(), TIMEOUT, Map.of(), Clock.systemUTC()))) {
            var session = console(host);

            var act = host.reset(session, new TreeMap<>());

            assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
            assertThat(console(host).identity()).isNotEqualTo(session.identity());
        }
    }

    private static Session console(SessionHost host) throws HostException {
        Await.until(
                "somebody is logged on at the console", () -> onConsole(host).isPresent());
        return onConsole(host).orElseThrow();
    }

    private static Optional<Session> onConsole(SessionHost host) throws HostException {
        return host.list().sessions().stream()
                .filter(session -> session.name().equals("pts/0") && session.state() == SessionState.ACTIVE)
                .findFirst();
    }
}

package io.sessionwarden.control;

import static io.sessionwarden.fake.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.control.LiveSessions.Answered;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Question;
import io.sessionwarden.session.Account;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Naming a live session, and whoever would ask for its reset. */
class LiveSessionsTest {

    private static final Map<Long, String> NAMES = Map.of(0L, "root", 1002L, "bob");

    private final WardenOnFakes warden = new WardenOnFakes();
    private final LiveSessions sessions = LiveSessions.of(
            warden.flow.operations(),
            warden.flow.whatIf(),
            new Peers(
                    Sessions.SERVER,
                    990,
                    Path.of("/proc"),
                    uid -> Optional.ofNullable(NAMES.get(uid)),
                    name -> name.equals("bob") ? OptionalLong.of(1002) : OptionalLong.empty()));

    @BeforeEach
    void twoServers() {
        warden.host.put(session("pts/3", 300)).put(session("main", 301)).put(session("main", 302));
        warden.otherHost.put(session("pts/9", 900));
    }

    private Question asked(String session, String server, String who) {
        return ((Answered.Asked) sessions.suppose("root", session, server, who))
                .supposed()
                .question();
    }

    private Answer refused(String session, String server, String who) {
        return ((Answered.Failed) sessions.suppose("root", session, server, who)).answer();
    }

    @Test
    void aSessionIsNamedAsForResetSession() {
        assertThat(asked("300", "", "").session().name()).isEqualTo("pts/3");
        assertThat(asked("pts/3", "LOCAL", "").caller()).isEqualTo(Caller.WATCHDOG);
        assertThat(refused("300", WardenOnFakes.OTHER_SERVER, "").exit()).isEqualTo(ExitCode.NO_SUCH);
    }

    @Test
    void whatIsNotThereIsToldAsResetSessionTellsIt() {
        assertThat(refused("7", "", "")).isEqualTo(warden.reset(WardenOnFakes.root(), "7"));
        assertThat(refused("7", "tilt", "").err())
                .isEqualTo("there is no server 'tilt'\nthe servers are: local, Till\n");
        assertThat(refused("main", "", "").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused("main", "", "").err())
                .startsWith("several sessions are called 'main'\nsay which one by its id:\n")
                .contains("301", "302");
    }

    @Test
    void aPersonIsNamedByLogonNameOrUid() {
        var bob = new Caller("bob", Account.ofUid(Sessions.SERVER, 1002), null, false);
        assertThat(asked("300", "", "bob").caller()).isEqualTo(bob);
        assertThat(asked("300", "", "uid:1002").caller()).isEqualTo(bob);
        assertThat(asked("300", "", "uid:0").caller().administrator()).isTrue();
        assertThat(asked("300", "", "uid:4000").caller().account()).isNull();
        assertThat(refused("300", "", "bop\u001b").err()).startsWith("this machine has no user 'bop?'\n");
        assertThat(refused("300", "", "bop").exit()).isEqualTo(ExitCode.NO_SUCH);
    }
}

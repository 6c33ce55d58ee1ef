package io.sessionwarden.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCheckTest {

    private final SettableClock clock = new SettableClock();
    private final ScriptedRunner runner = new ScriptedRunner();
    private final Session session = Sessions.session("pts/0", 4711);

    private static Check check(boolean warningIsSick, String... words) {
        return new Check("own", List.of(words), true, Duration.ofMinutes(1), Duration.ofSeconds(5), warningIsSick);
    }

    private SessionCheck probe(boolean warningIsSick) {
        return new SessionCheck(check(warningIsSick, "/x", "-u", "{user}", "{pid}"), runner, clock);
    }

    @Test
    void fieldsOfTheSessionAreArgumentsAndNothingElse() {
        runner.answer("fine");
        probe(false).examine(session.ownedBy("$(reboot) 'x", session.account()), null);

        assertThat(runner.commands().get(0).words()).containsExactly("/x", "-u", "$(reboot) 'x", "4711");
    }

    @Test
    void whatCouldBeTakenForAnOptionIsNotHandedOn() {
        assertThat(probe(false).examine(session.ownedBy("-H", session.account()), null))
                .isInstanceOf(Finding.Unknown.class);
        assertThat(probe(false).examine(session.ownedBy(null, null), null)).isInstanceOf(Finding.Unknown.class);
        assertThat(runner.commands()).isEmpty();
    }

    @Test
    void whatIsWellIsAskedAgainOnlyOnceItsAnswerHasAged() {
        runner.answer("fine").answer(new CommandResult(2, "bad", ""));
        var probe = probe(false);
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Healthy.class);
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Healthy.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Sick.class);
        assertThat(runner.commands()).hasSize(2);
    }

    @Test
    void whatIsSickIsAskedAgainEachTime() {
        runner.answer(new CommandResult(2, "bad", "")).answer("fine");
        var probe = probe(false);
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Sick.class);
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void aWarningIsWhatTheSiteSaysItIs() {
        runner.answer(new CommandResult(1, "hm", ""));
        assertThat(probe(false).examine(session, null)).isInstanceOf(Finding.Healthy.class);
        assertThat(probe(true).examine(session, null)).isInstanceOf(Finding.Sick.class);
    }

    @Test
    void oneThatGivesNoAnswerIsUnknownAndLeftAloneForAWhile() {
        runner.fail(Fault.NOT_ANSWERING, "'/x' gave no answer").answer("fine");
        var probe = probe(false);
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Unknown.class);
        assertThat(probe.examine(Sessions.session("pts/1", 4712), null)).isInstanceOf(Finding.Unknown.class);
        assertThat(runner.commands()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(probe.examine(session, null)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void whatIsDownIsNotAsked() {
        assertThat(probe(false).examine(session.in(SessionState.DOWN), null)).isInstanceOf(Finding.Healthy.class);
        assertThat(runner.commands()).isEmpty();
    }

    @Test
    void aCommandWithoutAPathOrWithAFieldThatIsNoneIsRefused() {
        assertThatThrownBy(() -> check(false, "check_load")).hasMessageContaining("absolute path");
        assertThatThrownBy(() -> check(false, "/x", "{userr}")).hasMessageContaining("{user}");
        assertThatThrownBy(() -> new Check(
                        "own", List.of("/x", "{user}"), false, Duration.ofMinutes(1), Duration.ofSeconds(1), false))
                .hasMessageContaining("only a check for session");
    }
}

package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.CommandResult;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoteMachineTest {

    private static final String WHOLE = "boot b\nbooted 1\nup 1\nend\n";
    private static final CommandResult BROKEN = new CommandResult(2, "boot b\n", "mawk: read error (No such process)");

    private final ScriptedRunner runner = new ScriptedRunner();
    private final Machine machine = new RemoteMachine(runner, Duration.ofSeconds(5), Duration.ofMillis(1), false);

    @Test
    void looksAgainWhereTheAnswerBrokeOff() throws Exception {
        runner.answer(BROKEN).answer(BROKEN).answer(WHOLE);
        assertThat(machine.terminals(Set.of()).boot()).isEqualTo("b");
    }

    @Test
    void tellsOfAnAnswerThatBreaksOffAgainAndAgain() {
        runner.answer(BROKEN);
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> machine.terminals(Set.of()))
                .withMessageContaining("broke off (exit 2)")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.GARBLED));
        assertThat(runner.commands()).hasSize(3);
    }

    /** Users name processes and variables, of which the kernel and grep show a carriage return as it is. */
    @Test
    void whatFollowsACarriageReturnInANameIsNoFact() throws Exception {
        runner.answer("""
                boot b
                booted 1
                up 1
                stat 7 (bash) S 1 7 7 34816 7 0 0 0 0 0 0 0 0 0 0 0 0 0 5 0
                stat 8 (x\rboot other) S 1 8 8 34817 8 0 0 0 0 0 0 0 0 0 0 0 0 0 5 0
                fact 7 loginuid 1000
                /proc/8/environ:WARDEN_SESSION=x\rfact 7 loginuid 1001
                end
                """);
        var seen = machine.terminals(Set.of());

        assertThat(seen.boot()).isEqualTo("b");
        assertThat(seen.facts().text(7, "loginuid")).contains("1000");
    }

    @Test
    void aTimeThatNoClockHasIsRefused() {
        runner.answer(WHOLE.replace("booted 1", "booted 999999999999999999"));
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> machine.terminals(Set.of()))
                .withMessageContaining("is no number of seconds");
    }
}

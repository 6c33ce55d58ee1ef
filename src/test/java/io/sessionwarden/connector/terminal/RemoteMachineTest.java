package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.CommandResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemoteMachineTest {

    private static final String WHOLE = "boot b\nbooted 1\nup 1\nend\n";
    private static final CommandResult BROKEN = new CommandResult(2, "boot b\n", "mawk: read error (No such process)");

    private final ScriptedRunner runner = new ScriptedRunner();
    private final Machine machine = new RemoteMachine(runner, Duration.ofSeconds(5), Duration.ofMillis(1), false);

    @Test
    void looksAgainWhereTheAnswerBrokeOff() throws Exception {
        runner.answer(BROKEN).answer(BROKEN).answer(WHOLE);
        assertThat(machine.terminals().boot()).isEqualTo("b");
    }

    @Test
    void tellsOfAnAnswerThatBreaksOffAgainAndAgain() {
        runner.answer(BROKEN);
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(machine::terminals)
                .withMessageContaining("broke off (exit 2)")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.GARBLED));
        assertThat(runner.commands()).hasSize(3);
    }
}

package io.sessionwarden.fuzz;

import io.sessionwarden.check.PluginFuzz;
import io.sessionwarden.connector.TracesFuzz;
import io.sessionwarden.connector.desktop.DesktopFuzz;
import io.sessionwarden.connector.logind.LogindFuzz;
import io.sessionwarden.connector.terminal.TerminalFuzz;
import io.sessionwarden.connector.tmux.TmuxFuzz;
import io.sessionwarden.connector.windows.WindowsFuzz;
import io.sessionwarden.control.wire.MessageFuzz;
import io.sessionwarden.host.transport.KeyFuzz;
import io.sessionwarden.policy.drools.PolicyFuzz;
import java.util.List;
import java.util.stream.Stream;

/** Every parser of the program that reads what somebody else wrote. */
public final class FuzzTargets {

    private FuzzTargets() {}

    public static List<FuzzTarget> all() {
        return Stream.of(
                        WindowsFuzz.targets(),
                        TerminalFuzz.targets(),
                        TmuxFuzz.targets(),
                        LogindFuzz.targets(),
                        DesktopFuzz.targets(),
                        TracesFuzz.targets(),
                        PluginFuzz.targets(),
                        KeyFuzz.targets(),
                        MessageFuzz.targets(),
                        PolicyFuzz.targets())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static FuzzTarget named(String name) {
        return all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no target " + name));
    }
}

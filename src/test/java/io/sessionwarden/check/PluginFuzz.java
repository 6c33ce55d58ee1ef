package io.sessionwarden.check;

import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import java.util.List;

/** What a Nagios plugin prints. */
public final class PluginFuzz {

    private PluginFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(FuzzTarget.ofText(
                "plugin",
                PluginFuzz::read,
                "OK - load average: 0.31, 0.53|load1=0.310;5.000;20.000;0; 'load 5'=0.530;4;15;0; 'it''s'=1\nmore|x=1",
                "CRITICAL - /var is full",
                "|a=1"));
    }

    private static void read(Input input) {
        var said = input.rest();
        var first = said.lines().findFirst().orElse("");
        for (int exit = -1; exit < 5; exit++) {
            var answer = PluginAnswer.of(exit, said);
            if (answer.line().length() > 400 || answer.data().size() > PluginAnswer.MOST_DATA) {
                throw new AssertionError("an answer without a bound");
            }
            answer.data().forEach((label, value) -> {
                if (!first.contains(value)) {
                    throw new AssertionError("invented: " + label + "=" + value);
                }
            });
        }
    }
}

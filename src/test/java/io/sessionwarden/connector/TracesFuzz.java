package io.sessionwarden.connector;

import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.host.transport.CommandResult;
import java.util.List;

/** What {@code evidence.sh} prints. */
public final class TracesFuzz {

    private static final String TREE = """
            process 1 0 S 0 5 bash
            process 2 1 S do_wait 7 vi
            process 3 2 R 0 99 a b
            socket 3 tcp 0100007F:0016 0100007F:9C4A 01
            socket 3 tcp6 00000000000000000000000001000000:0016 00000000000000000000000001000000:9C4A 0A
            more 12
            settings speed 38400 baud; rows 24; columns 80; -icanon echo
            """;

    private TracesFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText("traces", TracesFuzz::read, TREE, TREE + "other\n"),
                FuzzTarget.ofBuilt("traces-tree", TracesFuzz::tree, 30));
    }

    private static void read(Input input) {
        check(input.rest());
    }

    /** Trees of few numbers, so that they are often none: the same twice, its own parent, a ring. */
    private static void tree(Input input) {
        var said = new StringBuilder();
        for (int more = input.below(120); more > 0; more--) {
            said.append("process " + input.below(8) + " " + input.below(8) + " S 0 5 bash\n");
        }
        check(said.toString());
    }

    private static void check(String said) {
        var traces = new Traces();
        new CommandResult(0, said, "").lines().forEach(traces::take);
        var evidence = traces.evidence();
        int told = evidence.facts().values().stream().mapToInt(String::length).sum();
        if (told > 20_000) {
            throw new AssertionError("evidence of " + told + " characters");
        }
    }
}

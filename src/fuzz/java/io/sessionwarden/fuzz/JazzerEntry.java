package io.sessionwarden.fuzz;

/** What Jazzer calls, by these names: once with the target's name, and then with one input after the other. */
public final class JazzerEntry {

    private static FuzzTarget target = FuzzTargets.all().get(0);

    private JazzerEntry() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTargets.named(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.on(input);
    }
}

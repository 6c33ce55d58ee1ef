package io.sessionwarden.fuzz;

/** What Jazzer calls, by these names: once with the target's name, and then with one input after the other. */
public final class JazzerEntry {

    /** A million inputs of which most are long would take a day; the ordinary build tries longer ones. */
    private static final int LONGEST = 4_096;

    private static FuzzTarget target = FuzzTargets.all().get(0);

    private JazzerEntry() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTargets.named(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.on(input, LONGEST);
    }
}

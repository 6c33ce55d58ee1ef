package io.sessionwarden.simulation;

import java.util.List;
import java.util.Random;

/** Everything that is left to chance, from one seed. */
final class Chance {

    private final Random random;

    /** After how many more steps of the warden it is ended; negative for never. */
    private int untilCrash = -1;

    /** Whether it is ended right after the next act. */
    private boolean crashAfterAct;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    boolean once(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The warden will be ended right after its next act, before it can record that. */
    void crashAfterAct() {
        crashAfterAct = true;
    }

    /** An act is done, and nobody knows it yet. */
    void acted(String where) {
        if (crashAfterAct) {
            crashAfterAct = false;
            throw new Crash(where);
        }
        step(where);
    }

    /** From now on nothing ends the warden. */
    void crashNoMore() {
        untilCrash = -1;
        crashAfterAct = false;
    }

    /** From now on the warden has so many steps left. */
    void crashAfter(int steps) {
        untilCrash = steps;
    }

    /** A step of the warden at which it may be ended. */
    void step(String where) {
        if (untilCrash >= 0 && untilCrash-- == 0) {
            throw new Crash(where);
        }
    }
}

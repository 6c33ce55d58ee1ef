package io.sessionwarden.cycle;

import java.util.List;

/** A reset cycle that has ended, and what was done and proved, in plain words. */
record Ended(Cycle cycle, List<String> told) {

    Ended {
        told = List.copyOf(told);
    }
}

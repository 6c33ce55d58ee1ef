package io.sessionwarden.simulation;

/** The warden is ended at this very point, as by kill -9: nothing catches it but the simulation itself. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}

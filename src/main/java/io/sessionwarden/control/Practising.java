package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;

/** The practice sessions of the running warden, as people break and end them by hand. Safe for use by several threads. */
public interface Practising {

    /** A warden in earnest, which has none. */
    Practising NONE = new Practising() {
        @Override
        public Answer breakOne(String kind) {
            return notHere();
        }

        @Override
        public Answer stop() {
            return notHere();
        }

        private Answer notHere() {
            return Answer.error(
                    ExitCode.NO_SUCH,
                    "the running warden has no practice sessions",
                    "start some with: warden practice start, in another home or when this warden has ended");
        }
    };

    /** Breaks one session in that way; an unknown way is refused with the ways that there are. */
    Answer breakOne(String kind);

    /** Ends practice, and with it the warden. */
    Answer stop();
}

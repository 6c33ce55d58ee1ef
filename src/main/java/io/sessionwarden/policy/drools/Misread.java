package io.sessionwarden.policy.drools;

/** A part of a rule cannot be read; where, and what to do about it. Caught where the next part can be gone on with. */
final class Misread extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    Misread(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    int offset() {
        return offset;
    }
}

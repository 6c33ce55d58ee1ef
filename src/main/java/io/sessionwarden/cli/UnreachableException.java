package io.sessionwarden.cli;

/** The running warden cannot be asked, and what to do about that. */
final class UnreachableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnreachableException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}

package io.sessionwarden.store;

import java.sql.SQLException;

/** The database could not do what it was asked to. The message says what that is and, where it can, what to do. */
public final class StoreException extends RuntimeException {

    /** The kinds of trouble that a person can do something about. */
    public enum Trouble {
        /** Another process has the database open. */
        IN_USE,
        /** The folder or a file in it may not be read or written. */
        NO_PERMISSION,
        /** There is no room left on the disk. */
        DISK_FULL,
        /** Anything else. */
        OTHER
    }

    /** H2's {@code DATABASE_ALREADY_OPEN_1}. */
    private static final int ALREADY_OPEN = 90020;

    private final Trouble trouble;

    StoreException(Trouble trouble, String message, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    StoreException(Trouble trouble, String message) {
        super(message);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** The failure in plain words. */
    static StoreException of(String where, Throwable failure) {
        var trouble = trouble(failure);
        var message = switch (trouble) {
            case IN_USE -> "the database in " + where + " is in use by another process";
            case NO_PERMISSION -> "no permission to use the database in " + where;
            case DISK_FULL -> "no room left on the disk for the database in " + where;
            case OTHER -> "the database in " + where + " failed: " + innermost(failure);
        };
        return new StoreException(trouble, message, failure);
    }

    private static Trouble trouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (cause instanceof SQLException sql && sql.getErrorCode() == ALREADY_OPEN) {
                return Trouble.IN_USE;
            }
            // Java has no exception of its own for these; the texts are strerror(3)'s.
            if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
                return Trouble.DISK_FULL;
            }
            if (message.contains("Permission denied") || message.contains("Read-only file system")) {
                return Trouble.NO_PERMISSION;
            }
        }
        return Trouble.OTHER;
    }

    private static String innermost(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}

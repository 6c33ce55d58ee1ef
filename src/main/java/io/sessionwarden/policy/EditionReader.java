package io.sessionwarden.policy;

/** Opens an edition that was kept. Safe for use by several threads. */
@FunctionalInterface
public interface EditionReader {

    /**
     * The policy of that edition.
     *
     * @throws PolicyException where this program cannot use it
     */
    OpenPolicy open(PolicyEdition edition) throws PolicyException;
}

package io.sessionwarden.policy;

import java.nio.file.Path;
import java.util.List;

/** Reads a policy from its files. Safe for use by several threads. */
@FunctionalInterface
public interface PolicyReader {

    /**
     * The policy of these folders as they are now; nothing comes into force by it.
     *
     * @param folders one folder, or several of which a later one's files stand in for an earlier one's of the same name
     * @throws PolicyException where it cannot be used as it is, with everything that is wrong
     */
    OpenPolicy read(List<Path> folders) throws PolicyException;
}

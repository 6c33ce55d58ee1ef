package io.sessionwarden.author;

import io.sessionwarden.policy.PolicyReader;
import java.nio.file.Path;
import java.util.List;

/**
 * What every command of the author works on.
 *
 * @param folders the folders of the policy; a later one's files stand in for an earlier one's of the same name
 * @param reader reads them
 */
public record Desk(List<Path> folders, PolicyReader reader) {

    public Desk {
        folders = List.copyOf(folders);
    }

    /** The policy's folder as people know it. */
    String shownFolder() {
        return folders.get(0) + "/";
    }
}

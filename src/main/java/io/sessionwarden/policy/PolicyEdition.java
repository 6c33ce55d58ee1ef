package io.sessionwarden.policy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One edition of the policy, whole and as it was read: what is kept, compared and put into force.
 *
 * @param revision the hash of the files, short enough to read aloud
 * @param files each file by its name within the policy's folder
 */
public record PolicyEdition(String revision, SortedMap<String, Content> files) {

    public PolicyEdition {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * One file.
     *
     * @param shown its name as people are told of it: {@code rules/reset.drl}
     * @param bytes what it holds; read only
     */
    public record Content(String shown, ByteBuffer bytes) {

        public Content {
            bytes = bytes.asReadOnlyBuffer();
        }
    }
}

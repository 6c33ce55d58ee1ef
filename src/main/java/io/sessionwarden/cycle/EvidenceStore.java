package io.sessionwarden.cycle;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where evidence lies that must not stand in the trail: what screens showed. The trail holds its hash. Secrets are masked
 * before anything is written. Safe for use by several threads.
 */
public interface EvidenceStore {

    /** Keeps nothing, and has nothing: screens are not switched on. */
    EvidenceStore NONE = new EvidenceStore() {
        @Override
        public Kept keep(String incident, String text) throws IOException {
            throw new IOException("nothing is kept here");
        }

        @Override
        public Optional<Content> read(String id) {
            return Optional.empty();
        }

        @Override
        public List<String> olderThan(Instant moment) {
            return List.of();
        }

        @Override
        public void delete(String id) {}
    };

    /**
     * What was kept.
     *
     * @param id by which it is read again: the incident's, a dot, and a number
     * @param sha256 of its bytes, in hexadecimal
     * @param bytes its size
     * @param masked how many secrets were masked in it
     */
    record Kept(String id, String sha256, int bytes, int masked) {}

    /**
     * What is there.
     *
     * @param text the text
     * @param sha256 of its bytes as they are now, in hexadecimal
     */
    record Content(String text, String sha256) {}

    /**
     * Keeps the text, durably, with its secrets masked and cut to a bounded size.
     *
     * @throws IOException where it cannot be kept; then nothing of it is
     */
    Kept keep(String incident, String text) throws IOException;

    /** What is kept by that id; nothing where there is no such thing, or no longer. */
    Optional<Content> read(String id) throws IOException;

    /** The ids of what was kept before that moment. */
    List<String> olderThan(Instant moment) throws IOException;

    /** Deletes it; nothing where it is not there. */
    void delete(String id) throws IOException;
}

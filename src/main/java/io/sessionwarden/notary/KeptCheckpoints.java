package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checkpoints that were kept elsewhere, out of a file that may hold those of several trails, as a log of many servers does.
 *
 * @param file what people call it
 * @param all in the order of their sizes, each once
 * @param foreign how many of other trails were passed over
 */
record KeptCheckpoints(String file, List<Checkpoint> all, int foreign) {

    /** None were given. */
    static final KeptCheckpoints NONE = new KeptCheckpoints("", List.of(), 0);

    private static final long MOST_BYTES = 64L << 20;

    /** About as many as a request has room for. */
    private static final int MOST_ASKED = 150;

    /**
     * Those in a file.
     *
     * @throws IOException where it cannot be read or holds none, in words
     */
    static KeptCheckpoints in(String file) throws IOException {
        var found = Checkpoint.all(text(file)).stream()
                .distinct()
                .sorted(Comparator.comparingLong(Checkpoint::size).thenComparing(Checkpoint::at))
                .toList();
        if (found.isEmpty()) {
            throw new IOException("there is no checkpoint in " + file);
        }
        return new KeptCheckpoints(file, found, 0);
    }

    /**
     * Those of one trail.
     *
     * @param origin the name of its key
     * @throws IOException where there were some, and none is of that trail
     */
    KeptCheckpoints of(String origin) throws IOException {
        var own = all.stream()
                .filter(checkpoint -> checkpoint.origin().equals(origin))
                .toList();
        if (own.isEmpty() && !all.isEmpty()) {
            throw new IOException("there is no checkpoint of " + origin + " in " + file + ", only of "
                    + all.get(0).origin());
        }
        return new KeptCheckpoints(file, own, all.size() - own.size());
    }

    /** The one of most records. */
    Checkpoint greatest() {
        return all.get(all.size() - 1);
    }

    /** All of them, as many together as can be asked about at once; the last of these has the greatest. */
    List<List<Checkpoint>> askable() {
        var askable = new ArrayList<List<Checkpoint>>();
        for (int end = all.size(); end > 0; end -= MOST_ASKED) {
            askable.add(0, all.subList(Math.max(0, end - MOST_ASKED), end));
        }
        return askable;
    }

    /** What is told of the foreign ones: nothing, or a line. */
    String passedOver() {
        return foreign == 0 ? "" : "checkpoints of other trails, passed over: " + foreign + "\n";
    }

    /**
     * A whole file of text.
     *
     * @throws IOException where it cannot be read, in words
     */
    static String text(String name) throws IOException {
        var file = Path.of(name);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(name + " is longer than " + MOST_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + name, e);
        } catch (MalformedInputException e) {
            throw new IOException(name + " is not UTF-8", e);
        }
    }
}

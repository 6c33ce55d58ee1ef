package io.sessionwarden.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines of an export and of a proof. Each is one flat JSON object of texts, as {@link FlatJson} writes them:
 *
 * <ul>
 *   <li>a record: {@code sequence}, {@code at}, {@code type}, {@code source}, {@code outcome}, {@code who}, {@code incident},
 *       {@code server}, {@code session}, {@code revision}, {@code payloadHash}, {@code previousHash} and {@code hash} as
 *       {@link Chain} has them, and {@code payload}, the payload's line as a text (missing where it was removed); in a proof
 *       {@code path} too: the hashes from the leaf to the root, in hex, with blanks between them;
 *   <li>the last line: {@code checkpoint}, the signed note (see {@link Checkpoint}), and {@code key}, the {@link VerifierKey}
 *       that it is signed with.
 * </ul>
 *
 * @param link the record; nothing in the last line
 * @param path the proof's hashes; nothing in an export
 * @param checkpoint the last line's note, or empty
 * @param key the last line's key, or empty
 */
public record ExportLine(Optional<Link> link, Optional<List<byte[]>> path, String checkpoint, String key) {

    private static final String PATH = "path";

    /** The line of a record. */
    public static String of(Link link) {
        return FlatJson.write(texts(link));
    }

    /** The line of a record with the path that proves it. */
    public static String of(Link link, List<byte[]> path) {
        var texts = texts(link);
        texts.put(
                PATH,
                String.join(" ", path.stream().map(HexFormat.of()::formatHex).toList()));
        return FlatJson.write(texts);
    }

    /** The last line. */
    public static String of(Checkpoint checkpoint, VerifierKey key) {
        return FlatJson.write(new TreeMap<>(Map.of("checkpoint", checkpoint.note(), "key", key.text())));
    }

    private static SortedMap<String, String> texts(Link link) {
        var texts = new TreeMap<String, String>();
        texts.put("sequence", Long.toString(link.sequence()));
        texts.put("at", link.at());
        texts.put("type", link.type());
        texts.put("source", link.source());
        texts.put("outcome", link.outcome());
        texts.put("who", link.who());
        texts.put("incident", link.incident());
        texts.put("server", link.server());
        texts.put("session", link.session());
        texts.put("revision", link.revision());
        texts.put("payloadHash", link.payloadHash());
        texts.put("previousHash", link.previousHash());
        texts.put("hash", link.hash());
        if (!link.payload().isEmpty()) {
            texts.put("payload", link.payload());
        }
        return texts;
    }

    /**
     * What a line says.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    public static ExportLine read(String line) {
        var texts = FlatJson.read(line);
        if (texts.containsKey("checkpoint")) {
            return new ExportLine(
                    Optional.empty(), Optional.empty(), require(texts, "checkpoint"), require(texts, "key"));
        }
        var link = new Link(
                Long.parseLong(require(texts, "sequence")),
                require(texts, "at"),
                require(texts, "type"),
                require(texts, "source"),
                require(texts, "outcome"),
                require(texts, "who"),
                require(texts, "incident"),
                require(texts, "server"),
                require(texts, "session"),
                require(texts, "revision"),
                texts.getOrDefault("payload", ""),
                require(texts, "payloadHash"),
                require(texts, "previousHash"),
                require(texts, "hash"));
        return new ExportLine(
                Optional.of(link), Optional.ofNullable(texts.get(PATH)).map(ExportLine::path), "", "");
    }

    private static List<byte[]> path(String text) {
        var path = new ArrayList<byte[]>();
        for (var hash : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            path.add(HexFormat.of().parseHex(hash));
        }
        return path;
    }

    private static String require(SortedMap<String, String> texts, String name) {
        var text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }
}

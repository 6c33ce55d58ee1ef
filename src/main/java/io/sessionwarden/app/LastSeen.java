package io.sessionwarden.app;

import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The standing sessions as a warden last saw them, kept in its data folder: one that ends while nothing is watched is missed
 * at the next start as what it was, with its account. Written where another incarnation is seen. Safe for use by
 * several threads.
 */
final class LastSeen {

    private static final String FILE = "standing.properties";
    private static final String NAME = "name.";
    private static final String SESSION = "session.";

    private final Path data;
    private List<SessionIdentity> written = List.of();

    LastSeen(Path data) {
        this.data = data;
    }

    /**
     * What the last warden left; nothing where there was none.
     *
     * @throws IOException where it is there and cannot be read
     */
    static Map<SessionName, Session> read(Path data) throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(data.resolve(FILE))) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        var texts = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        var seen = new LinkedHashMap<SessionName, Session>();
        try {
            for (int at = 0; texts.containsKey(at + "." + NAME + "name"); at++) {
                seen.put(name(texts, at + "." + NAME), SessionTexts.session(texts, at + "." + SESSION));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(data.resolve(FILE) + ": " + e.getMessage() + "; move it away", e);
        }
        return seen;
    }

    private static SessionName name(SortedMap<String, String> texts, String path) {
        return new SessionName(
                SessionTexts.require(texts, path + "server"),
                SessionTexts.require(texts, path + "connector"),
                SessionTexts.require(texts, path + "vital"),
                SessionTexts.require(texts, path + "value"),
                SessionTexts.require(texts, path + "name"),
                true);
    }

    /** Leaves this in place of what was there; a kill in the middle leaves the old one. */
    synchronized void write(Map<SessionName, Session> seen) throws IOException {
        var identities = seen.values().stream().map(Session::identity).toList();
        if (identities.equals(written)) {
            return;
        }
        var texts = new TreeMap<String, String>();
        int at = 0;
        for (var entry : seen.entrySet()) {
            var name = entry.getKey();
            var path = at + "." + NAME;
            texts.put(path + "server", name.server());
            texts.put(path + "connector", name.connector());
            texts.put(path + "vital", name.vital());
            texts.put(path + "value", name.value());
            texts.put(path + "name", name.name());
            SessionTexts.put(texts, at + "." + SESSION, entry.getValue());
            at++;
        }
        var properties = new Properties();
        properties.putAll(texts);
        var fresh = data.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(fresh)) {
            properties.store(out, "The standing sessions as they were last seen");
        }
        Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = identities;
    }
}

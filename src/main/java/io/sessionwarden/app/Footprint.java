package io.sessionwarden.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a warden leaves in its data folder for the next start, so that it can tell what changed in between and for how long
 * nothing was watched. Written every few seconds, so that a kill loses little of it.
 *
 * @param settings the policy's revision, the configuration files' hashes and the servers' modes, by {@code policy},
 *     {@code file.NAME} and {@code mode.SERVER}
 * @param lastSwept when each server was last swept
 */
record Footprint(SortedMap<String, String> settings, Map<String, Instant> lastSwept) {

    private static final String FILE = "footprint.properties";
    private static final String SWEPT = "swept.";
    private static final int MOST_BYTES = 1 << 20;

    static final Footprint NONE = new Footprint(new TreeMap<>(), Map.of());

    /**
     * What the last warden left; {@link #NONE} where there was none.
     *
     * @throws IOException where it is there and cannot be read
     */
    static Footprint read(Path data) throws IOException {
        var file = data.resolve(FILE);
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " is far too long to be the warden's own; move it away");
            }
            properties.load(in);
        } catch (NoSuchFileException e) {
            return NONE;
        }
        var settings = new TreeMap<String, String>();
        var swept = new TreeMap<String, Instant>();
        for (var name : properties.stringPropertyNames()) {
            var value = properties.getProperty(name);
            if (name.startsWith(SWEPT)) {
                swept.put(name.substring(SWEPT.length()), moment(file, value));
            } else {
                settings.put(name, value);
            }
        }
        return new Footprint(settings, swept);
    }

    private static Instant moment(Path file, String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(file + " holds no time where one should be: " + text + "; move it away", e);
        }
    }

    /** Leaves this in place of what was there; a kill in the middle leaves the old one. */
    void write(Path data) throws IOException {
        var properties = new Properties();
        properties.putAll(settings);
        lastSwept.forEach((server, at) -> properties.setProperty(SWEPT + server, at.toString()));
        var fresh = data.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(fresh)) {
            properties.store(out, "What the warden last watched, and under which settings");
        }
        Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Footprint swept(Map<String, Instant> at) {
        return new Footprint(settings, at);
    }
}

package io.sessionwarden.fake;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A copy of the shipped rules and tables that a test edits. */
public record PolicyFolders(Path path) {

    private static final Path SHIPPED = Path.of("rules");

    /** All rules and tables that are shipped; not their scenarios and guarantees. */
    public static PolicyFolders shipped(Path parent) {
        return copy(parent, ".*\\.(drl|csv)");
    }

    /** The tables that are shipped, and these rules. */
    public static PolicyFolders withRules(Path parent, String rules) {
        return copy(parent, ".*\\.csv").line("mine.drl", rules);
    }

    private static PolicyFolders copy(Path parent, String names) {
        var folder = parent.resolve("rules");
        try (var files = Files.list(SHIPPED)) {
            Files.createDirectories(folder);
            for (var file : files.filter(file -> file.toString().matches(names)).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PolicyFolders(folder);
    }

    /** Adds a line to a file, which may be new. */
    public PolicyFolders line(String name, String line) {
        try {
            Files.createDirectories(path.resolve(name).getParent());
            Files.writeString(path.resolve(name), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Puts another text in the place of one that must be there. */
    public PolicyFolders replace(String name, String text, String by) {
        try {
            var before = Files.readString(path.resolve(name));
            if (!before.contains(text)) {
                throw new AssertionError(name + " has no '" + text + "'");
            }
            Files.writeString(path.resolve(name), before.replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public OpenPolicy open() {
        try {
            return DroolsResetPolicy.open(List.of(path));
        } catch (PolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}

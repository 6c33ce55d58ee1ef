package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A copy of the shipped rules in a folder {@code rules} that a test may edit. */
record Folder(Path path) {

    static final Path SHIPPED = Path.of("rules");

    /** All that is shipped. */
    static Folder shipped(Path parent) {
        var folder = new Folder(parent.resolve("rules"));
        folder.copy("");
        return folder;
    }

    /** The shipped tables and one rule file. */
    static Folder with(Path parent, String rules) {
        var folder = new Folder(parent.resolve("rules"));
        folder.copy(".csv");
        return folder.write("reset.drl", rules);
    }

    private void copy(String ending) {
        try {
            Files.createDirectories(path);
            for (var file : PolicyFiles.list(SHIPPED)) {
                if (file.toString().endsWith(ending)) {
                    Files.copy(file, path.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Folder write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Folder write(String name, byte[] bytes) {
        try {
            var file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Folder delete(String name) {
        try {
            Files.delete(path.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line to a table. */
    Folder row(String table, String row) {
        try {
            return write(table, Files.readString(path.resolve(table)) + row + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DroolsResetPolicy open() {
        try {
            return DroolsResetPolicy.open(List.of(path));
        } catch (PolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** What is wrong with it, by file and line; nothing where it can be used. */
    List<String> problems() {
        try {
            DroolsResetPolicy.open(List.of(path));
            return List.of();
        } catch (PolicyException e) {
            return e.problems().stream()
                    .map(one -> new PolicyProblem(one.file(), one.line(), 0, one.message()).toString())
                    .toList();
        }
    }
}

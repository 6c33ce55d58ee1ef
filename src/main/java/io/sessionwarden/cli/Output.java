package io.sessionwarden.cli;

import io.sessionwarden.control.wire.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where a command's output goes: standard output, or a file that appears only when it is whole. For one thread. */
final class Output implements AutoCloseable {

    private final PrintStream stream;
    private final @Nullable Path part;
    private final @Nullable Path file;

    private Output(PrintStream stream, @Nullable Path part, @Nullable Path file) {
        this.stream = stream;
        this.part = part;
        this.file = file;
    }

    static Output to(@Nullable String name, PrintStream standard) throws IOException {
        if (name == null) {
            return new Output(standard, null, null);
        }
        var file = Path.of(name).toAbsolutePath();
        if (name.isEmpty() || Files.isDirectory(file)) {
            throw new IOException("that is no file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a pipe is written to; putting a file in its place would break it for everybody.
            return new Output(new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8), null, null);
        }
        var part = Files.createTempFile(file.getParent(), ".warden", ".part");
        return new Output(new PrintStream(Files.newOutputStream(part), false, StandardCharsets.UTF_8), part, file);
    }

    PrintStream stream() {
        return stream;
    }

    /** Puts the file in its place where the answer came whole: the command was done, or tried without success. */
    int kept(int exit) throws IOException {
        if (stream.checkError()) {
            throw new IOException("it could not be written whole");
        }
        if (part != null && file != null && (exit == ExitCode.DONE || exit == ExitCode.FAILED)) {
            stream.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return exit;
    }

    @Override
    public void close() throws IOException {
        stream.flush();
        if (part != null) {
            stream.close();
            Files.deleteIfExists(part);
        }
    }
}

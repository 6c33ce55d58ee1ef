package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** An account that a test makes and removes again, with every process that it left. Needs root. */
public final class ThrowawayAccount implements AutoCloseable {

    private final String name;
    private final int uid;

    private ThrowawayAccount(String name, int uid) {
        this.name = name;
        this.uid = uid;
    }

    public static ThrowawayAccount create() throws IOException {
        // Not by pid: those of several pid namespaces share one list of accounts.
        String name = "wt" + UUID.randomUUID().toString().substring(0, 13);
        run("useradd", "--create-home", "--home-dir", "/tmp/" + name, "--shell", "/bin/sh", "--password", "*", name);
        return new ThrowawayAccount(name, Integer.parseInt(run("id", "-u", name)));
    }

    public String name() {
        return name;
    }

    public int uid() {
        return uid;
    }

    public Path home() {
        return Path.of("/tmp", name);
    }

    @Override
    public void close() throws IOException {
        for (long pid : processes()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        Await.until(
                "the processes of " + name + " have ended", () -> processes().isEmpty());
        run("userdel", "--remove", "--force", name);
    }

    private List<Long> processes() throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isMine)
                    .map(process -> Long.valueOf(process.getFileName().toString()))
                    .toList();
        }
    }

    private boolean isMine(Path process) {
        try {
            var status = Files.readAllLines(process.resolve("status"));
            return status.stream().anyMatch(line -> line.startsWith("Uid:\t" + uid + "\t"))
                    && status.stream().noneMatch(line -> line.startsWith("State:\tZ"));
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... words) throws IOException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            // userdel: 12 = the mail spool or the home is not there; the account itself is gone.
            int exit = process.waitFor();
            if (exit != 0 && !(words[0].equals("userdel") && exit == 12)) {
                throw new IOException(String.join(" ", words) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }
}

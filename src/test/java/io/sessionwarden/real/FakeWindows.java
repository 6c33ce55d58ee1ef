package io.sessionwarden.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small Windows host behind a real sshd: every command of the account is answered by {@code fake-windows.sh}, whose state is
 * files in the account's home. It knows what is recorded and documented of Windows and no more; it proves nothing of a real one.
 */
public final class FakeWindows implements AutoCloseable {

    private final LoopbackSshd sshd;
    private final Path folder;

    private FakeWindows(LoopbackSshd sshd, Path folder) {
        this.sshd = sshd;
        this.folder = folder;
    }

    public static FakeWindows start() throws IOException {
        var sshd = LoopbackSshd.start("ed25519");
        var home = sshd.account().home();
        var script = home.resolve("fake-windows.sh");
        try (var in = FakeWindows.class.getResourceAsStream("fake-windows.sh")) {
            Files.copy(in, script);
        }
        var folder = Files.createDirectory(home.resolve("windows"));
        Files.setOwner(folder, Files.getOwner(home));
        sshd.answerBy("/bin/sh " + script + " " + folder);
        return new FakeWindows(sshd, folder);
    }

    public LoopbackSshd sshd() {
        return sshd;
    }

    /** Everything as in the beginning: English, freshly started, three sessions that are no user's. */
    public void reset() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        set("boot", "2026-11-20T06:01:02Z");
        set("words", "");
        set("header.qwinsta", " SESSIONNAME       USERNAME                 ID  STATE   TYPE        DEVICE");
        set("header.quser", " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME");
        sessions();
    }

    /** The host's sessions besides the services, the console and the listener, each as the script's head says. */
    public void sessions(String... lines) throws IOException {
        var all = new ArrayList<>(List.of("0|services||Disc", "1|console||Conn"));
        all.addAll(Arrays.asList(lines));
        all.add("65536|rdp-tcp||Listen");
        set("sessions", all.toArray(String[]::new));
    }

    /** Sets one of the script's files. */
    public void set(String file, String... lines) throws IOException {
        var written = folder.resolve(file + ".new");
        Files.writeString(written, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
        Files.setOwner(written, Files.getOwner(folder));
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    public void unset(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
    }

    /** What it was told to run, since {@link #reset}. */
    public List<String> commands() throws IOException {
        var log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
    }

    /** Those of them that run that program. */
    public List<String> commands(String program) throws IOException {
        return commands().stream()
                .filter(line -> line.contains("\\" + program + ".exe"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        sshd.close();
    }
}

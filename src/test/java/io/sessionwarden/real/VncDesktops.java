package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Desktops of one account's TigerVNC, with openbox in them. Needs root. Ends with the account's processes. */
public final class VncDesktops {

    private final ThrowawayAccount account;

    public VncDesktops(ThrowawayAccount account) throws IOException {
        this.account = account;
        var folder = Files.createDirectories(account.home().resolve(".vnc"));
        var startup = Files.writeString(folder.resolve("xstartup"), "#!/bin/sh\nexec openbox\n");
        Files.setPosixFilePermissions(startup, PosixFilePermissions.fromString("rwxr-xr-x"));
        as("root", "chown", "-R", account.name(), folder.toString());
    }

    /** A display that nothing has, and nothing has left a lock of. */
    public int freeDisplay() {
        int display = 3000 + (int) (ProcessHandle.current().pid() % 2000);
        while (Files.exists(lock(display)) || Files.exists(socket(display))) {
            display++;
        }
        return display;
    }

    public Path lock(int display) {
        return Path.of("/tmp/.X" + display + "-lock");
    }

    public Path socket(int display) {
        return Path.of("/tmp/.X11-unix/X" + display);
    }

    /** Opens one, reached on loopback only. */
    public void open(int display) throws IOException {
        as(
                account.name(),
                "vncserver",
                ":" + display,
                "-localhost",
                "yes",
                "-SecurityTypes",
                "None",
                "-geometry",
                "640x480");
    }

    /** Opens one in a {@link PidNamespace} without vncserver, so that its X server gets that pid unless another takes it; its pid. */
    public long openBare(int display, int pid) throws IOException {
        var server = new ProcessBuilder(
                        "sh",
                        "-c",
                        PidNamespace.nextIs(pid)
                                + "; setpriv --reuid=\"$0\" --regid=\"$0\" --clear-groups Xtigervnc \"$1\" -localhost=1"
                                + " -SecurityTypes None & wait",
                        account.name(),
                        ":" + display)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until("display " + display + " is open", () -> Files.exists(socket(display)));
        return server.descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("Xtigervnc"))
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Sends a signal to one of the account's processes, and to no other one. */
    public void signal(String name, long pid) throws IOException {
        as(account.name(), "kill", "-" + name, Long.toString(pid));
    }

    /** Kills every process of the account but those of its ssh connection, and removes what its X servers leave behind. */
    public void end(int display) throws IOException {
        Await.until("its desktops have ended", () -> {
            var left = left();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.isEmpty();
        });
        Files.deleteIfExists(lock(display));
        Files.deleteIfExists(socket(display));
    }

    /** A dead one that its parent has not taken note of has no command any more. */
    private List<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().user().filter(account.name()::equals).isPresent())
                .filter(process -> process.info()
                        .command()
                        .filter(command -> !command.endsWith("sshd"))
                        .isPresent())
                .toList();
    }

    private String as(String user, String... words) throws IOException {
        var command = new ArrayList<String>(List.of("runuser", "-u", user, "--", "env", "HOME=" + account.home()));
        command.addAll(List.of(words));
        var said = Files.createTempFile("vnc", ".out");
        try {
            // A file, not a pipe: what vncserver leaves running holds its output open.
            var process = new ProcessBuilder(command)
                    .directory(account.home().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int exit = process.onExit().join().exitValue();
            var text = Files.readString(said, StandardCharsets.UTF_8).strip();
            if (exit != 0) {
                throw new IOException(String.join(" ", command) + ": exit " + exit + ": " + text);
            }
            return text;
        } finally {
            Files.delete(said);
        }
    }
}

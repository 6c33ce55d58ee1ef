package io.sessionwarden.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A pid namespace of a test's own, with its own /proc and terminals, in which a program decides itself which pid is given
 * next (pid_namespaces(7)). Needs unshare, mount and root.
 */
public final class PidNamespace {

    private static final int MOST_SECONDS = 90;

    private PidNamespace() {}

    /**
     * Runs the main method of a class of the tests in a new namespace, to its end; fails with whatever it printed where it
     * does not end well. The namespace's init is a shell, because what loses its parent must be reaped.
     */
    public static void run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        var temporary = Files.createTempDirectory("pid-namespace");
        try {
            run(temporary, main, arguments);
        } finally {
            try (var files = Files.walk(temporary)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void run(Path temporary, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                "unshare",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "sh",
                "-c",
                // No terminal of the machine's own is seen there, so that a closed one's number is given again at once.
                "mount -t devpts -o newinstance,ptmxmode=0666 none /dev/pts && \"$@\"; exit $?",
                "init",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        // A file, not a pipe: what is left running may hold its output open.
        var printed = temporary.resolve("printed");
        var inside = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(inside.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                    .as("it ends within %d s", MOST_SECONDS)
                    .isTrue();
            assertThat(inside.exitValue())
                    .as(Files.readString(printed, StandardCharsets.UTF_8))
                    .isZero();
        } finally {
            // The kernel ends a whole pid namespace with its init.
            inside.children().forEach(ProcessHandle::destroyForcibly);
            inside.destroyForcibly();
        }
    }

    /** A command for a shell in there, after which the next process gets that pid, if it is free. */
    public static String nextIs(int pid) {
        return "echo " + (pid - 1) + " > /proc/sys/kernel/ns_last_pid";
    }
}

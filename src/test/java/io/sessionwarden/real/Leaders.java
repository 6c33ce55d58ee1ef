package io.sessionwarden.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the leaders of marked sessions in /proc, apart from the program that is tested. */
public final class Leaders {

    private Leaders() {}

    /** The process id of the living leader that carries the mark, or the empty string. */
    public static String of(String mark) {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(process -> process.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .filter(pid -> leads(pid, mark))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean leads(String pid, String mark) {
        try {
            var stat = Files.readString(Path.of("/proc", pid, "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[3].equals(pid)
                    && !fields[0].equals("Z")
                    && !fields[4].equals("0")
                    && Files.readString(Path.of("/proc", pid, "environ")).contains("WARDEN_SESSION=" + mark);
        } catch (IOException e) {
            // It has ended meanwhile.
            return false;
        }
    }
}

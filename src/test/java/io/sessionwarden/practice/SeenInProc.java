package io.sessionwarden.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel itself says of a process. */
record SeenInProc(char state, int session, int terminal, String waitsIn) {

    static SeenInProc of(int pid) {
        try {
            var folder = Path.of("/proc", Integer.toString(pid));
            var stat = Files.readString(folder.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 7);
            return new SeenInProc(
                    fields[0].charAt(0),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Files.readString(folder.resolve("wchan")));
        } catch (IOException e) {
            return new SeenInProc('X', 0, 0, "");
        }
    }

    boolean runs() {
        return "RSD".indexOf(state) >= 0;
    }

    /** In the terminal's write, by the names that kernels give to the place. */
    boolean waitsToPrint() {
        return List.of("n_tty_write", "wait_woken", "tty_write").contains(waitsIn);
    }

    /** The processes with a mark that begins so, without those that only wait to be collected. */
    static List<Integer> marked(String beginning) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .filter(folder -> environment(folder).contains("\0WARDEN_SESSION=" + beginning))
                    .map(folder -> Integer.parseInt(folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String environment(Path process) {
        try {
            return "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}

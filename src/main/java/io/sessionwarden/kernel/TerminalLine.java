package io.sessionwarden.kernel;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a line to somebody's terminal (tty(4)) without ever waiting for it. */
public final class TerminalLine {

    private static final int O_WRONLY = 0x1;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int TERMIOS_SIZE = 64;

    /** What became of the line. */
    public enum Written {
        WRITTEN,
        /** Nothing was written: the device is not that user's, or is no terminal. */
        NOT_THEIRS,
        /** Nothing was written: this process may not write there. */
        NOT_PERMITTED,
        /** Nothing or only a part was written: the terminal takes no more. */
        BLOCKED
    }

    private TerminalLine() {}

    /**
     * Writes the line between two line ends.
     *
     * @param owner the uid whose terminal it must be; asked of the opened device, so that no other can take its place
     * @param line without control characters
     */
    public static Written write(Path device, long owner, String line) {
        int fd = Libc.open(device.toString(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
        if (fd < 0) {
            return Written.NOT_PERMITTED;
        }
        try {
            return terminalOf(fd, owner) ? write(fd, line) : Written.NOT_THEIRS;
        } finally {
            Libc.close(fd);
        }
    }

    private static boolean terminalOf(int fd, long owner) {
        try (var settings = new Memory(TERMIOS_SIZE)) {
            var uid = Files.getAttribute(Path.of("/proc/self/fd", Integer.toString(fd)), "unix:uid");
            return Integer.toUnsignedLong((Integer) uid) == owner && Libc.tcgetattr(fd, settings) == 0;
        } catch (IOException e) {
            // A device that cannot be asked whose it is, is not known to be theirs.
            return false;
        }
    }

    private static Written write(int fd, String line) {
        // The terminal may be in raw mode: then a line feed alone does not go back to the margin.
        var bytes = ("\r\n" + line + "\r\n").getBytes(StandardCharsets.UTF_8);
        try (var buffer = new Memory(bytes.length)) {
            buffer.write(0, bytes, 0, bytes.length);
            return Libc.write(fd, buffer, bytes.length) == bytes.length ? Written.WRITTEN : Written.BLOCKED;
        }
    }
}

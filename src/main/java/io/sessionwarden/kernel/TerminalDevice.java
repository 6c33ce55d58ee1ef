package io.sessionwarden.kernel;

import com.sun.jna.Memory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of a terminal (termios(3), tty_ioctl(4)), read without touching it.
 *
 * @param flags the settings that people notice, as stty(1) writes them: {@code icanon echo isig ixon opost}, a minus before
 *     what is off
 * @param rows its height, 0 where it has none
 * @param columns its width, 0 where it has none
 */
public record TerminalDevice(String flags, int rows, int columns) {

    private static final int O_NONBLOCK = 0x800;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final long TIOCGWINSZ = 0x5413;
    private static final int TERMIOS_SIZE = 64;

    private static final int IXON = 0x400;
    private static final int OPOST = 0x1;
    private static final int ISIG = 0x1;
    private static final int ICANON = 0x2;
    private static final int ECHO = 0x8;

    /** The settings of the device at that path, or nothing where it cannot be opened or is no terminal. */
    public static Optional<TerminalDevice> read(Path device) {
        int fd = Libc.open(device.toString(), O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
        if (fd < 0) {
            return Optional.empty();
        }
        try (var buffer = new Memory(TERMIOS_SIZE)) {
            if (Libc.tcgetattr(fd, buffer) != 0) {
                return Optional.empty();
            }
            int input = buffer.getInt(0);
            int output = buffer.getInt(4);
            int local = buffer.getInt(12);
            var flags = String.join(
                    " ",
                    flag("icanon", local, ICANON),
                    flag("echo", local, ECHO),
                    flag("isig", local, ISIG),
                    flag("ixon", input, IXON),
                    flag("opost", output, OPOST));
            buffer.clear();
            boolean sized = Libc.ioctl(fd, TIOCGWINSZ, buffer) == 0;
            return Optional.of(new TerminalDevice(
                    flags,
                    sized ? Short.toUnsignedInt(buffer.getShort(0)) : 0,
                    sized ? Short.toUnsignedInt(buffer.getShort(2)) : 0));
        } finally {
            Libc.close(fd);
        }
    }

    private static String flag(String name, int field, int mask) {
        return (field & mask) == 0 ? "-" + name : name;
    }
}

package io.sessionwarden.kernel;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Output that flow control holds at a terminal (ioctl_tty(2), TCXONC). */
public final class TerminalFlow {

    private static final int O_WRONLY = 0x1;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final long TCXONC = 0x540A;
    private static final long TCOOFF = 0;
    private static final long TCOON = 1;

    private TerminalFlow() {}

    /**
     * Lets the output flow again, as Ctrl-Q does. Types nothing and changes no settings.
     *
     * @param still asked while the device is open, when its name can be given to no other one: whether it is still the one
     *     that is meant
     * @return false where it is not, or may not be opened
     */
    public static boolean letGo(Path device, BooleanSupplier still) {
        int fd = Libc.open(device.toString(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
        if (fd < 0) {
            return false;
        }
        try {
            // TCOON undoes only what TCOOFF did; together they undo Ctrl-S too (n_tty_ioctl_helper).
            return still.getAsBoolean()
                    && Libc.ioctl(fd, TCXONC, Pointer.createConstant(TCOOFF)) == 0
                    && Libc.ioctl(fd, TCXONC, Pointer.createConstant(TCOON)) == 0;
        } finally {
            Libc.close(fd);
        }
    }
}

package io.sessionwarden.connector.terminal;

/** Names of terminals by their device numbers, as in the kernel's Documentation/admin-guide/devices.txt. */
final class TerminalName {

    private static final int FIRST_PTS = 136;
    private static final int LAST_PTS = 143;

    private TerminalName() {}

    /** The name without {@code /dev/}: {@code pts/5}, {@code tty1}, {@code ttyS0}. */
    static String of(int device) {
        int major = (device >> 8) & 0xfff;
        int minor = (device & 0xff) | ((device >> 12) & 0xfff00);
        if (major >= FIRST_PTS && major <= LAST_PTS) {
            return "pts/" + ((major - FIRST_PTS) * 256 + minor);
        }
        return switch (major) {
            case 4 -> minor < 64 ? "tty" + minor : "ttyS" + (minor - 64);
            case 5 -> minor == 1 ? "console" : "tty-" + major + ":" + minor;
            case 188 -> "ttyUSB" + minor;
            case 204 -> minor >= 64 && minor < 80 ? "ttyAMA" + (minor - 64) : "tty-" + major + ":" + minor;
            case 229 -> "hvc" + minor;
            default -> "tty-" + major + ":" + minor;
        };
    }
}

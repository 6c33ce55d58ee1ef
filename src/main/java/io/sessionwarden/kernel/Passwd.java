package io.sessionwarden.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The system's database of users, local and directory ones alike (getpwuid_r(3)). Safe for use by several threads. */
public final class Passwd {

    /** More than any platform's struct passwd takes; only its first field, the name, is read. */
    private static final int STRUCT_BYTES = 256;

    private static final int STRINGS_BYTES = 16 * 1024;

    static {
        Native.register(Passwd.class, "c");
    }

    private Passwd() {}

    /** The logon name of that user, or nothing where the uid has none or the database does not answer. */
    public static Optional<String> nameOf(long uid) {
        try (var entry = new Memory(STRUCT_BYTES);
                var strings = new Memory(STRINGS_BYTES);
                var result = new Memory(Native.POINTER_SIZE)) {
            result.setPointer(0, null);
            int error = getpwuid_r((int) uid, entry, strings, STRINGS_BYTES, result);
            if (error != 0 || result.getPointer(0) == null) {
                return Optional.empty();
            }
            return Optional.of(entry.getPointer(0).getString(0, StandardCharsets.UTF_8.name()));
        }
    }

    @SuppressWarnings("MemberName")
    private static native int getpwuid_r(int uid, Pointer entry, Pointer strings, long length, Pointer result);
}

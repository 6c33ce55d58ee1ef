package io.sessionwarden.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** The system's database of users, local and directory ones alike (getpwnam_r(3)). Safe for use by several threads. */
public final class Passwd {

    /** More than any platform's struct passwd takes; only its first and third field are read. */
    private static final int STRUCT_BYTES = 256;

    private static final int STRINGS_BYTES = 16 * 1024;

    /** Behind the pointers to the name and to the password. */
    private static final int UID_OFFSET = 2 * Native.POINTER_SIZE;

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

    /** The uid of the user with that logon name, or nothing where nobody has it or the database does not answer. */
    public static OptionalLong uidOf(String logonName) {
        try (var entry = new Memory(STRUCT_BYTES);
                var strings = new Memory(STRINGS_BYTES);
                var result = new Memory(Native.POINTER_SIZE)) {
            result.setPointer(0, null);
            var name = (logonName + "\0").getBytes(StandardCharsets.UTF_8);
            int error = getpwnam_r(name, entry, strings, STRINGS_BYTES, result);
            return error != 0 || result.getPointer(0) == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Integer.toUnsignedLong(entry.getInt(UID_OFFSET)));
        }
    }

    @SuppressWarnings("MemberName")
    private static native int getpwuid_r(int uid, Pointer entry, Pointer strings, long length, Pointer result);

    @SuppressWarnings("MemberName")
    private static native int getpwnam_r(byte[] name, Pointer entry, Pointer strings, long length, Pointer result);
}

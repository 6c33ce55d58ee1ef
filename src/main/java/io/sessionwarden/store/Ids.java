package io.sessionwarden.store;

import java.util.OptionalLong;

/** Ids as people see them, a prefix and a number, and the number as it is stored. */
final class Ids {

    private Ids() {}

    /** The number of an id, or nothing where no id of that kind looks like this. */
    static OptionalLong find(String prefix, String id) {
        var number = id.substring(Math.min(prefix.length(), id.length()));
        return id.startsWith(prefix) && number.matches("[1-9][0-9]{0,17}")
                ? OptionalLong.of(Long.parseLong(number))
                : OptionalLong.empty();
    }

    static long require(String prefix, String id) {
        return find(prefix, id)
                .orElseThrow(() -> new IllegalArgumentException("an id reads " + prefix + "7, not '" + id + "'"));
    }
}

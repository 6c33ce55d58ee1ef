package io.sessionwarden.connector.terminal;

import io.sessionwarden.session.ForeignText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** The names of this machine's uids, each asked for once in a while. Safe for use by several threads. */
final class Names {

    private static final int LONGEST = 64;
    private static final int MOST = 10_000;
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private final LongFunction<Optional<String>> users;
    private final LongSupplier nanos;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    private record Known(String name, long at) {}

    /**
     * @param users the system's database of users
     * @param nanos a steady clock, in nanoseconds
     */
    Names(LongFunction<Optional<String>> users, LongSupplier nanos) {
        this.users = users;
        this.nanos = nanos;
    }

    /** The logon name, or the number where there is none. A database that no longer answers takes no name away. */
    String of(long uid) {
        long now = nanos.getAsLong();
        var last = known.get(uid);
        if (last != null && now - last.at() < KEPT_NANOS) {
            return last.name();
        }
        var fallback = last == null ? Long.toString(uid) : last.name();
        var name =
                users.apply(uid).map(found -> ForeignText.clean(found, LONGEST)).orElse(fallback);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(uid, new Known(name, now));
        return name;
    }
}

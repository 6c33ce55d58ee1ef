package io.sessionwarden.probe;

import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Earlier looks at one session, as few as are needed to have one that is old enough and not much older than that. */
final class Looks {

    private final Duration spacing;

    /** The latest first, at least half the spacing apart; only the last one may be of the full age. */
    private final Deque<Look> kept = new ArrayDeque<>();

    private record Look(Session session, Instant at) {
        Duration age(Instant now) {
            return Duration.between(at, now);
        }
    }

    /** @param spacing how old the look is at least that later ones are compared with */
    Looks(Duration spacing) {
        this.spacing = spacing;
    }

    /** Keeps this look for later; the earlier one that it is to be compared with, or null where none is old enough. */
    @Nullable
    Session compared(Session session, Instant now) {
        var before = kept.stream()
                .filter(look -> look.age(now).compareTo(spacing) >= 0)
                .findFirst();
        before.ifPresent(old -> kept.removeIf(look -> look.at().isBefore(old.at())));
        var latest = kept.peekFirst();
        if (latest == null || latest.age(now).multipliedBy(2).compareTo(spacing) >= 0) {
            kept.addFirst(new Look(session, now));
        }
        return before.map(Look::session).orElse(null);
    }
}

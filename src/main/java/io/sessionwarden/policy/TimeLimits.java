package io.sessionwarden.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a session may stay unused before that counts as a symptom, as Remote Desktop Services and xrdp have it.
 *
 * @param idle how long nobody may have typed while it is connected; null for no limit
 * @param disconnected how long it may be disconnected; null for no limit
 * @param mode how far the watchdog may go once a limit has passed
 */
public record TimeLimits(@Nullable Duration idle, @Nullable Duration disconnected, Mode mode) {

    public static final TimeLimits NONE = new TimeLimits(null, null, Mode.OBSERVE);
}

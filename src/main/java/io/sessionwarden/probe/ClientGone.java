package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the other end of the session's network connection no longer answers. What was sent to it is sent again after a
 * fifth of a second at first, and after twice as long each time: five times in a row are more than six seconds of silence. The
 * kernel gives up after a quarter of an hour (tcp_retries2 in tcp(7)), and the session ends.
 *
 * <p>Reads the vital {@value #VITAL}: how many times in a row, empty where the other end answers, or there is none.
 */
public final class ClientGone implements Probe {

    /** The vital that holds how often the other end was sent the same again without an answer. */
    public static final String VITAL = "unanswered";

    private static final int MANY = 5;

    @Override
    public String name() {
        return "client-gone";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var unanswered = now.vital(VITAL);
        return unanswered.matches("[0-9]{1,3}") && Integer.parseInt(unanswered) >= MANY
                ? new Finding.Sick(
                        name(),
                        Symptom.CLIENT_GONE,
                        Evidence.of(
                                "its client does not answer: the same was sent to it " + unanswered + " times more",
                                Map.of(VITAL, unanswered)))
                : new Finding.Healthy(name());
    }
}

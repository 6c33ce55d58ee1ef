package io.sessionwarden.connector.tmux;

import java.time.Duration;

/** Lets about so much time pass; may return early. A test returns at once. */
@FunctionalInterface
interface Pause {

    void forAbout(Duration moment);
}

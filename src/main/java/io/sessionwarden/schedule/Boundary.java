package io.sessionwarden.schedule;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Where a job's failures end: Quartz would only write them to its own log. */
final class Boundary {

    private Boundary() {}

    static void pass(String id, Consumer<String> work, BiConsumer<String, Throwable> failed) {
        try {
            work.accept(id);
        } catch (RuntimeException | Error e) {
            failed.accept(id, e);
        }
    }
}

package io.sessionwarden.app;

import java.nio.file.Path;

/**
 * The folder that a warden lives in, and where things are in it.
 *
 * @param folder absolute
 */
record Home(Path folder) {

    Path rules() {
        return folder.resolve("rules");
    }

    /** The rules as they were shipped, beside the ones that people edit. */
    Path shippedRules() {
        return folder.resolve("lib").resolve("shipped-rules");
    }

    /** What practice puts in the place of some of the tables. */
    Path practiceRules() {
        return folder.resolve("practice").resolve("rules");
    }

    Path configuration() {
        return folder.resolve("config").resolve("warden.yaml");
    }

    Path sessionNames() {
        return folder.resolve("config").resolve("sessions.csv");
    }

    /** What is masked in what is kept of screens. */
    Path secrets() {
        return folder.resolve("config").resolve("secrets.csv");
    }

    Path socket() {
        return folder.resolve("run").resolve("warden.sock");
    }
}

package io.sessionwarden.practice;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The signals that practice sends. Sent by the shell's own kill: the JDK knows only TERM and KILL. */
enum Signal {
    KILL,
    STOP,
    CONT,
    USR1;

    private static final int MOST_SECONDS = 5;

    /**
     * Sends it.
     *
     * @throws IOException where it could not be sent, for one because there is no such process
     */
    void send(long pid) throws IOException {
        var kill = new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name(), Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!kill.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("kill did not end within " + MOST_SECONDS + " s");
            }
            if (kill.exitValue() != 0) {
                throw new IOException("SIG" + name() + " could not be sent to process " + pid);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending SIG" + name() + " to process " + pid, e);
        } finally {
            kill.destroyForcibly();
        }
    }
}

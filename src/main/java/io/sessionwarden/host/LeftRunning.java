package io.sessionwarden.host;

/**
 * A process that has left the session and was not ended with it: people's long jobs live there.
 *
 * @param pid its process id on the host
 * @param command its name, cleaned
 * @param how how it left: {@code nohup}, {@code setsid}, {@code tmux server}, ...
 */
public record LeftRunning(int pid, String command, String how) {

    @Override
    public String toString() {
        return command + " (pid " + pid + ", " + how + ")";
    }
}

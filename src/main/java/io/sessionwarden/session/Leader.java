package io.sessionwarden.session;

/**
 * The process that leads a session, on the host where the session lives.
 *
 * @param pid its process id there
 * @param startTicks its start in clock ticks since boot (field 22 of proc_pid_stat(5)); with the pid it is unique until
 *     the next boot
 */
public record Leader(int pid, long startTicks) {}

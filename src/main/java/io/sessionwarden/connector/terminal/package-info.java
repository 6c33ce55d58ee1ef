/**
 * The kernel's own sessions: every session with a controlling terminal, from /proc. Facts: proc_pid_stat(5), setsid(2),
 * tty(4).
 */
@NullMarked
package io.sessionwarden.connector.terminal;

import org.jspecify.annotations.NullMarked;

/**
 * What the JDK does not offer of the Linux kernel: pidfd, epoll, terminal settings, the credentials of a socket peer, and
 * what proc_pid_stat(5) says of a process.
 * Alone imports JNA; imports nothing of the project.
 */
@NullMarked
package io.sessionwarden.kernel;

import org.jspecify.annotations.NullMarked;

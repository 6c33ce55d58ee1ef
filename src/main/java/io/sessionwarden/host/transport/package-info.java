/**
 * Runs one bounded command, here or over SSH, always with a time-out. Alone imports Apache MINA SSHD.
 */
@NullMarked
package io.sessionwarden.host.transport;

import org.jspecify.annotations.NullMarked;

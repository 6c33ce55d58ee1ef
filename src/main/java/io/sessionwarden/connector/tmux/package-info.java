/**
 * The connector {@code tmux}: every pane of a tmux server is a session, and is reset by {@code respawn-pane} on the
 * condition that it still holds the same process. A server that is stopped or gone is sent nothing. Nothing imports this
 * package; it imports {@code session}, {@code host}, {@code probe} and the port {@code connector}.
 */
@NullMarked
package io.sessionwarden.connector.tmux;

import org.jspecify.annotations.NullMarked;

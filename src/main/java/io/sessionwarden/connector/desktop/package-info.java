/**
 * The connector {@code vnc}: desktops that TigerVNC shows, each an X server of its own. It reads them from /proc and asks their
 * servers for a first word, in one command on the server. Nothing imports this package; it imports {@code session}, {@code host},
 * {@code probe} and the port {@code connector}.
 */
@NullMarked
package io.sessionwarden.connector.desktop;

import org.jspecify.annotations.NullMarked;

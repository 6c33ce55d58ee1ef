/**
 * The connectors {@code vnc} and {@code xrdp}: desktops that TigerVNC or xrdp shows, each an X server of its own. They read them
 * from /proc and ask their servers for a first word, in one command on the server. Nothing imports this package; it imports {@code session}, {@code host},
 * {@code probe} and the port {@code connector}.
 */
@NullMarked
package io.sessionwarden.connector.desktop;

import org.jspecify.annotations.NullMarked;

/**
 * A site's own checks: commands that answer as Nagios plugins do, asked of a server or of each of its sessions. Imports {@code
 * session}, {@code host}, {@code host.transport} and {@code probe}.
 */
@NullMarked
package io.sessionwarden.check;

import org.jspecify.annotations.NullMarked;

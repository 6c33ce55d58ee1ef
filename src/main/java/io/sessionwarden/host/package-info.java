/**
 * The port to a server: listing its sessions, keeping evidence, resetting one. Imports {@code session} only.
 */
@NullMarked
package io.sessionwarden.host;

import org.jspecify.annotations.NullMarked;

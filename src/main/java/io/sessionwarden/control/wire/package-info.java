/**
 * The messages between the {@code warden} command and the running warden: one line of JSON each. Imports the JDK only, so
 * that the command starts quickly.
 */
@NullMarked
package io.sessionwarden.control.wire;

import org.jspecify.annotations.NullMarked;

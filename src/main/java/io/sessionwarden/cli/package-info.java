/**
 * The {@code warden} command. Its client part needs the JDK and picocli only.
 */
@NullMarked
package io.sessionwarden.cli;

import org.jspecify.annotations.NullMarked;

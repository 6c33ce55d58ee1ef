/**
 * Terminal sessions of the program's own, broken on purpose, to see the whole program work on something harmless. Needs
 * {@code script} and a POSIX shell, and no privilege. Imports {@code session}, {@code host}, {@code connector} and
 * {@code probe}.
 */
@NullMarked
package io.sessionwarden.practice;

import org.jspecify.annotations.NullMarked;

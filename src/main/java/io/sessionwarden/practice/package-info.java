/**
 * Terminal sessions of the program's own, broken on purpose, to see the whole program work on something harmless.
 */
@NullMarked
package io.sessionwarden.practice;

import org.jspecify.annotations.NullMarked;

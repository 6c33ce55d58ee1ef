/**
 * Performs and verifies one reset; knows no trail and no rules. Imports {@code session}, {@code host}, {@code probe} and
 * {@code policy}.
 */
@NullMarked
package io.sessionwarden.reset;

import org.jspecify.annotations.NullMarked;

/**
 * The flow of the program on one screen, and the reset cycle with its states. Calls every stage; no stage calls it.
 */
@NullMarked
package io.sessionwarden.cycle;

import org.jspecify.annotations.NullMarked;

/**
 * What {@code config/} says, checked: every mistake at once, each with its file and line. Imports the words of the program
 * only, and starts nothing.
 */
@NullMarked
package io.sessionwarden.app.config;

import org.jspecify.annotations.NullMarked;

/**
 * YAML that people write by hand, read so that every mistake can be told at once with its file and line. Imports the words
 * of the program only; alone imports the YAML library.
 */
@NullMarked
package io.sessionwarden.yaml;

import org.jspecify.annotations.NullMarked;

/**
 * Hostile input: every parser of what a host, a plugin, a file or a caller says is given real texts, mutants of them and texts
 * that are built to mislead it, and must throw nothing but what it declares, invent nothing and end soon.
 *
 * <p>The ordinary build tries some hundred mutants of each ({@link io.sessionwarden.fuzz.HostileInputTest}), the profile
 * {@code fuzzing} lets Jazzer look for worse ones.
 */
@NullMarked
package io.sessionwarden.fuzz;

import org.jspecify.annotations.NullMarked;

/**
 * When a finding has lasted, recovered by itself, or come back: the incident is the thread on which everything else
 * hangs. Imports {@code session}, {@code host} and {@code probe}.
 */
@NullMarked
package io.sessionwarden.incident;

import org.jspecify.annotations.NullMarked;

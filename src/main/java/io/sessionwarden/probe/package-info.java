/**
 * The port {@link io.sessionwarden.probe.Probe} and the prober that asks every probe about every session. A probe
 * observes; it never judges. Imports {@code session} and {@code host}.
 */
@NullMarked
package io.sessionwarden.probe;

import org.jspecify.annotations.NullMarked;

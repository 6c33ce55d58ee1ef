/**
 * The Unix socket on which the running warden answers: bounded, line-framed JSON; callers known by the kernel's word.
 */
@NullMarked
package io.sessionwarden.control;

import org.jspecify.annotations.NullMarked;

/**
 * The port {@link io.sessionwarden.policy.ResetPolicy}: may WHO reset THIS session NOW, given all this? Questions,
 * decisions and their reasons; a permit can be made nowhere else. Imports {@code session} and {@code incident}.
 */
@NullMarked
package io.sessionwarden.policy;

import org.jspecify.annotations.NullMarked;

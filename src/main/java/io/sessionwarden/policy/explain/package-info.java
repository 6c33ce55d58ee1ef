/**
 * Why a policy decides as it does: which rules spoke, on which values, which rule that could have permitted did not and for
 * want of what, and which rows of the tables had a say. Pure; imports {@code session} and {@code policy}.
 */
@NullMarked
package io.sessionwarden.policy.explain;

import org.jspecify.annotations.NullMarked;

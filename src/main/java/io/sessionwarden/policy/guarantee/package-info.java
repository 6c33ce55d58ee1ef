/**
 * Guarantees: what the policy must never say, whatever its rules and tables are ({@code rules/never.yaml}), tried on the
 * values at which rules and tables change their minds; and what the same trials show of the rules themselves. Knows the
 * policy by its port only; imports {@code session}, {@code incident}, {@code policy} and {@code yaml}.
 */
@NullMarked
package io.sessionwarden.policy.guarantee;

import org.jspecify.annotations.NullMarked;

/**
 * Scenarios: given / when / then tests of the policy that people write in {@code rules/scenarios/*.yaml}, what they leave
 * untried, and a report that build servers read. Knows the policy by its port only; imports {@code session},
 * {@code incident}, {@code policy} and {@code yaml}.
 */
@NullMarked
package io.sessionwarden.policy.scenario;

import org.jspecify.annotations.NullMarked;

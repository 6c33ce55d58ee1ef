/**
 * The policy that people edit: compiles {@code rules/}, checks it, decides. Alone imports Drools.
 */
@NullMarked
package io.sessionwarden.policy.drools;

import org.jspecify.annotations.NullMarked;

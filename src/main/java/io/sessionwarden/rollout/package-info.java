/**
 * The way of an edit of the policy from its folder into force: checked, judged, waiting or taken at once
 * ({@link io.sessionwarden.rollout.Rollout}), each step recorded and each revision kept. Imports {@code policy},
 * {@code policy.replay}, {@code audit} and the values before them.
 */
@NullMarked
package io.sessionwarden.rollout;

import org.jspecify.annotations.NullMarked;

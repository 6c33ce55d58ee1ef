/**
 * What an edit of the policy would change: recorded questions decided again ({@link io.sessionwarden.policy.replay.Replay}),
 * questions made up where two policies differ ({@link io.sessionwarden.policy.replay.Trial}), and the rules and rows in which
 * they do ({@link io.sessionwarden.policy.replay.Differences}). Imports {@code policy}, {@code audit} and the values before
 * them.
 */
@NullMarked
package io.sessionwarden.policy.replay;

import org.jspecify.annotations.NullMarked;

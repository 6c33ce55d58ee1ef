/**
 * The commands of whoever writes the policy ({@code warden policy ...}), one class each, in the table
 * {@link io.sessionwarden.author.PolicyCommands}. A running warden answers them to administrators; where none runs, and
 * for a folder that the caller names, the command answers itself. Imports {@code control}, {@code policy} and the values
 * before them.
 */
@NullMarked
package io.sessionwarden.author;

import org.jspecify.annotations.NullMarked;

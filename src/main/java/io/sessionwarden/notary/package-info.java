/**
 * Keeps the key that signs checkpoints of the trail, makes them, has them leave the machine, verifies the trail every night,
 * and answers the auditor's commands. Imports the trail and the socket's words.
 */
@NullMarked
package io.sessionwarden.notary;

import org.jspecify.annotations.NullMarked;

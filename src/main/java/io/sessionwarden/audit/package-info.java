/**
 * The port {@link io.sessionwarden.audit.AuditTrail}, its events, and the chain that shows an alteration. Imports the
 * values of the stages before it.
 */
@NullMarked
package io.sessionwarden.audit;

import org.jspecify.annotations.NullMarked;

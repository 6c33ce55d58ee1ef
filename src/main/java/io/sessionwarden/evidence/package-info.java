/**
 * Evidence that lies in files of its own, outside the trail: {@link io.sessionwarden.evidence.EvidenceFolder} behind the port
 * {@link io.sessionwarden.cycle.EvidenceStore}, and the masks that take secrets out of it first. May import session and cycle.
 */
@NullMarked
package io.sessionwarden.evidence;

import org.jspecify.annotations.NullMarked;

/** The table of faults: each is injected into a real session under the real flow, and what became of it is measured. */
@NullMarked
package io.sessionwarden.faults;

import org.jspecify.annotations.NullMarked;

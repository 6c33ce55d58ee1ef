/**
 * The words of the program as values: session, identity, state, account, symptom, finding. No I/O; imports the JDK only.
 */
@NullMarked
package io.sessionwarden.session;

import org.jspecify.annotations.NullMarked;

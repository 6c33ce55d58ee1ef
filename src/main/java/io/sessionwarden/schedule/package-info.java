/**
 * Quartz jobs that pass ids to the stages. Alone imports {@code org.quartz}.
 */
@NullMarked
package io.sessionwarden.schedule;

import org.jspecify.annotations.NullMarked;

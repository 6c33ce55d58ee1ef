/**
 * Reads the trail and answers for a period: figures, tables, incident by incident. Imports {@code audit}.
 */
@NullMarked
package io.sessionwarden.report;

import org.jspecify.annotations.NullMarked;

/**
 * Reads the trail and answers for a period: figures, tables, charts, incident by incident. {@code section} counts and tells,
 * {@code form} writes it down. Imports {@code audit}.
 */
@NullMarked
package io.sessionwarden.report;

import org.jspecify.annotations.NullMarked;

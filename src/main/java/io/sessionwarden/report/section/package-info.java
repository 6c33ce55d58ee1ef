/**
 * The parts of a report, a class for each: what it counts of the trail and how it tells that. Imports {@code audit} and
 * {@code report}.
 */
@NullMarked
package io.sessionwarden.report.section;

import org.jspecify.annotations.NullMarked;

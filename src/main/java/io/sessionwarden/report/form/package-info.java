/**
 * Writes a report down: HTML, PDF, CSV, JSON, text. Each form is written in a stream and holds no more than a page of incidents.
 * Imports {@code report}.
 */
@NullMarked
package io.sessionwarden.report.form;

import org.jspecify.annotations.NullMarked;

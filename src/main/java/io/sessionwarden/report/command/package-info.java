/**
 * The commands {@code report} and {@code report sign-off}: what a running warden answers, and what the caller's own process makes of
 * it. Imports {@code control}, {@code audit} and the rooms of {@code report}.
 */
@NullMarked
package io.sessionwarden.report.command;

import org.jspecify.annotations.NullMarked;

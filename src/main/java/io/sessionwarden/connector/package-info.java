/**
 * The port through which a technology joins the program: {@link io.sessionwarden.connector.Connector}, found by
 * {@link java.util.ServiceLoader}. Each technology has a package of its own below, which nothing imports.
 */
@NullMarked
package io.sessionwarden.connector;

import org.jspecify.annotations.NullMarked;

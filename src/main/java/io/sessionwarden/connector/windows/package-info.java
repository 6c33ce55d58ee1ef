/**
 * The connector {@code windows}: the sessions of a Windows host as {@code qwinsta} and {@code quser} print them, in whatever
 * language, layout and code page; reset by {@code tsdiscon}, {@code logoff} and {@code rwinsta}, always by id and only after
 * a fresh look. Nothing imports this package; it imports {@code session}, {@code host}, {@code probe} and the port
 * {@code connector}.
 */
@NullMarked
package io.sessionwarden.connector.windows;

import org.jspecify.annotations.NullMarked;

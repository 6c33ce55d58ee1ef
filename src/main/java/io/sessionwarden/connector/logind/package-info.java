/**
 * The sessions of systemd-logind: console and network logins and desktops, each with all that runs in its scope. Facts:
 * org.freedesktop.login1(5), loginctl(1), systemd.scope(5).
 */
@NullMarked
package io.sessionwarden.connector.logind;

import org.jspecify.annotations.NullMarked;

package io.sessionwarden.real;

import io.sessionwarden.RealHost;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that needs what {@link SystemdContainer} needs. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RealHost(
        programs = {"script", "systemd-nspawn", "debootstrap", "nsenter"},
        root = true)
public @interface NeedsSystemd {}

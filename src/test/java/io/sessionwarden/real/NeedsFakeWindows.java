package io.sessionwarden.real;

import io.sessionwarden.RealHost;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that needs what {@link FakeWindows} needs. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RealHost(
        programs = {"sshd", "ssh-keygen", "useradd", "userdel", "awk", "sed", "iconv", "flock", "base64"},
        root = true)
public @interface NeedsFakeWindows {}

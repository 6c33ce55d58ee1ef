package io.sessionwarden;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test on the real thing. Skipped with a plain message on a machine that lacks what it needs; where the environment says
 * {@code WARDEN_REAL_HOSTS=required}, as the continuous build does, it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-host")
@ExtendWith(RealHostCondition.class)
@Repeatable(RealHosts.class)
public @interface RealHost {

    /** Programs that must be on the path (or in /usr/sbin). */
    String[] programs() default {};

    /** Whether it must run as root, to make accounts of its own. */
    boolean root() default false;
}

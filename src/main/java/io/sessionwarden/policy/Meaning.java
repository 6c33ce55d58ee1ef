package io.sessionwarden.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of {@link ResetRequest} means to whoever writes rules. Markdown, without a vertical bar. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {

    /** What it says, in half a sentence. */
    String value();

    /** In what it is counted, and what stands for "cannot be told"; empty where there is nothing to say. */
    String unit() default "";

    /** A condition about it, as it may stand in a rule. */
    String example();
}

package dev.seaworthy.core.config.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An {@code Optional} that is asked for when another variable is set, or has one of these values. */
@Documented
@Repeatable(RequiredWhen.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface RequiredWhen {
    /** Its name as the same record declares it. */
    String variable();

    /** Read as a value of that variable is; none means any. */
    String[] is() default {};

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface List {
        RequiredWhen[] value();
    }
}

package dev.seaworthy.core.config.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What stands between the elements of a List, Set or Map.
 *
 * <p>A backslash before a separator, or before another backslash, takes its meaning away.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Separator {
    String value() default ",";

    /** What stands between a key and its value. */
    String keyValue() default "=";
}

package dev.seaworthy.core.config.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value written as JSON: a record, a List, a Map.
 *
 * <p>It is read strictly: no property that the record does not declare, none twice, none missing or null unless it is
 * an {@link java.util.Optional}, and nothing after the value.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Json {}

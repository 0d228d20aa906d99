package dev.seaworthy.core.config.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes, in production too, a value that looks like a placeholder, such as {@code changeme}, and the value of the
 * {@link Example}.
 *
 * <p>It switches off those two checks of this variable and no other: a secret that can be guessed is still refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AllowPlaceholder {}

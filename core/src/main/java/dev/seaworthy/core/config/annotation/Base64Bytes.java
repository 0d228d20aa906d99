package dev.seaworthy.core.config.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@link dev.seaworthy.core.SecretBytes} written in Base64, of the standard or the URL alphabet, padded or not.
 *
 * <p>Source: RFC 4648 §4 and §5.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Base64Bytes {
    /** How many bytes the text stands for, exactly. */
    int value();
}

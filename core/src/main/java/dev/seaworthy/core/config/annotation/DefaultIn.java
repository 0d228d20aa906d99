package dev.seaworthy.core.config.annotation;

import dev.seaworthy.core.config.value.Stage;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text read when the variable is missing in these stages; elsewhere {@link Default} counts, if there is one. */
@Documented
@Repeatable(DefaultIn.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface DefaultIn {
    String value();

    Stage[] stage();

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface List {
        DefaultIn[] value();
    }
}

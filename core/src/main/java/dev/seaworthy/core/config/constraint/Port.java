package dev.seaworthy.core.config.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A TCP or UDP port that can be called: from 1 to 65535. */
@Documented
@Constraint(validatedBy = Port.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface Port {
    String message() default "must be a port from 1 to 65535";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes null for valid, as Jakarta Validation asks of every constraint but {@code @NotNull}. */
    final class Validator implements ConstraintValidator<Port, Integer> {
        private static final int HIGHEST = 65_535;

        public Validator() {}

        @Override
        public boolean isValid(@Nullable Integer port, ConstraintValidatorContext context) {
            return port == null || (port >= 1 && port <= HIGHEST);
        }
    }
}

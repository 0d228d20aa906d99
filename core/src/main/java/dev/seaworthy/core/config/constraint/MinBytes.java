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
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text of at least so many bytes in UTF-8, which is what a key or a cipher counts. */
@Documented
@Constraint(validatedBy = MinBytes.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface MinBytes {
    int value();

    String message() default "must be at least {value} bytes long in UTF-8";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes null for valid, as Jakarta Validation asks of every constraint but {@code @NotNull}. */
    final class Validator implements ConstraintValidator<MinBytes, CharSequence> {
        private int least;

        public Validator() {}

        @Override
        public void initialize(MinBytes constraint) {
            least = constraint.value();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || text.toString().getBytes(StandardCharsets.UTF_8).length >= least;
        }
    }
}

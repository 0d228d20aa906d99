package dev.seaworthy.core.config.constraint;

import dev.seaworthy.core.config.host.HostName;
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

/**
 * The name of a host, or a literal address, IPv6 without brackets. It is not looked up.
 *
 * <p>Source: RFC 1123 §2.1 and RFC 4291 §2.2.
 */
@Documented
@Constraint(validatedBy = Host.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface Host {
    String message() default "must be the name of a host or an IP address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes null for valid, as Jakarta Validation asks of every constraint but {@code @NotNull}. */
    final class Validator implements ConstraintValidator<Host, CharSequence> {
        public Validator() {}

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || HostName.isNameOrAddress(text.toString());
        }
    }
}

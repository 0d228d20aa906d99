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
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A {@link WebUrl} that the outside world calls.
 *
 * <p>In production its host must not be of this machine or of a private network either; the environment knows whether
 * it is production, so it is checked there, and not by this constraint's validator.
 */
@Documented
@Constraint(validatedBy = PublicUrl.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface PublicUrl {
    String message() default "must be an absolute http or https URL with a host";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes null for valid, as Jakarta Validation asks of every constraint but {@code @NotNull}. */
    final class Validator implements ConstraintValidator<PublicUrl, URI> {
        private final WebUrl.Validator web = new WebUrl.Validator();

        public Validator() {}

        @Override
        public boolean isValid(@Nullable URI url, ConstraintValidatorContext context) {
            return web.isValid(url, context);
        }
    }
}

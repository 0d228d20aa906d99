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
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An absolute {@link java.net.URI} of one of some schemes, in any case, with a host. */
@Documented
@Constraint(validatedBy = UriScheme.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface UriScheme {
    String[] value();

    String message() default "must be a URI with a host and a scheme of {value}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes null for valid, as Jakarta Validation asks of every constraint but {@code @NotNull}. */
    final class Validator implements ConstraintValidator<UriScheme, URI> {
        private final Set<String> schemes = new HashSet<>();

        public Validator() {}

        @Override
        public void initialize(UriScheme constraint) {
            for (String scheme : constraint.value()) {
                schemes.add(scheme.toLowerCase(Locale.ROOT));
            }
        }

        @Override
        public boolean isValid(@Nullable URI uri, ConstraintValidatorContext context) {
            return uri == null || (uri.getHost() != null && isOneOf(uri.getScheme()));
        }

        private boolean isOneOf(@Nullable String scheme) {
            return scheme != null && schemes.contains(scheme.toLowerCase(Locale.ROOT));
        }
    }
}

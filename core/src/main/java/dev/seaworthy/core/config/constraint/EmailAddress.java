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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that mail is sent to over the internet: a local part of plain characters, and a domain with a dot in it.
 *
 * <p>Source: the dot-string of RFC 5321 §4.1.2 and the limits of its §4.5.3.1; ASCII alone. Narrower than Jakarta's
 * {@code @Email}, which takes {@code a@b} too: neither quotes nor an address in place of a domain.
 */
@Documented
@Constraint(validatedBy = EmailAddress.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface EmailAddress {
    String message() default "must be an email address such as name@example.com";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes null for valid, as Jakarta Validation asks of every constraint but {@code @NotNull}. */
    final class Validator implements ConstraintValidator<EmailAddress, CharSequence> {
        private static final int LONGEST = 254; // a path of 256 without its brackets
        private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

        public Validator() {}

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || (text.length() <= LONGEST && isAddress(text.toString()));
        }

        private static boolean isAddress(String text) {
            int at = text.lastIndexOf('@');
            return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
        }

        private static boolean isLocalPart(String text) {
            return LOCAL_PART.matcher(text).matches() && !("." + text + ".").contains("..");
        }

        private static boolean isDomain(String text) {
            return text.contains(".") && HostName.isValid(text);
        }
    }
}

package dev.seaworthy.core.config;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** What constraints say, in English whatever the locale. No expression is evaluated. */
final class Messages {
    static final MessageInterpolator ENGLISH =
            new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);

    private Messages() {}

    /** What the annotation says of its rule, without the value and without what a validator adds. */
    static String of(ConstraintDescriptor<?> constraint) {
        return ENGLISH.interpolate(constraint.getMessageTemplate(), new OfAnnotation(constraint));
    }

    private record OfAnnotation(ConstraintDescriptor<?> getConstraintDescriptor)
            implements MessageInterpolator.Context {
        @Override
        public Object getValidatedValue() {
            return "";
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new ValidationException("It is of no other type");
        }
    }
}

package dev.seaworthy.core.config;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * English messages made of what an annotation says, and of nothing else: no expression is evaluated, and neither the
 * value nor the parameters that a validator adds are put into them.
 */
final class Messages implements MessageInterpolator {
    private static final MessageInterpolator ENGLISH =
            new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);

    @Override
    public String interpolate(String template, Context context) {
        return ENGLISH.interpolate(template, new OfAnnotation(context.getConstraintDescriptor()));
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }

    /** What the annotation itself says of its rule. */
    static String of(ConstraintDescriptor<?> constraint) {
        return ENGLISH.interpolate(constraint.getMessageTemplate(), new OfAnnotation(constraint));
    }

    private record OfAnnotation(ConstraintDescriptor<?> getConstraintDescriptor) implements Context {
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

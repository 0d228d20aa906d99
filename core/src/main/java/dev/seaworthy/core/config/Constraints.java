package dev.seaworthy.core.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The Jakarta Validation constraints that a record declares. Messages are English and never hold a value. */
final class Constraints {
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(
                    Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .addValueExtractor(new SecretExtractor())
            .buildValidatorFactory()
            .getValidator();

    private Constraints() {}

    /** The rules that one component's value breaks. */
    static List<String> broken(Class<?> type, Component component, Object value) {
        return messages(VALIDATOR.validateValue(type, component.name(), value));
    }

    /** The rules over several components that the record breaks. */
    static List<String> broken(Object instance) {
        return messages(VALIDATOR.validate(instance));
    }

    private static <T> List<String> messages(Set<ConstraintViolation<T>> violations) {
        return violations.stream().map(ConstraintViolation::getMessage).sorted().toList();
    }
}

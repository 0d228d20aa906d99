package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The Jakarta Validation constraints that a record declares. Messages are English and never evaluate a value. */
final class Constraints {
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(
                    Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .addValueExtractor(new SecretExtractor())
            .buildValidatorFactory()
            .getValidator();

    private Constraints() {}

    /**
     * A rule that a component breaks, or the record itself if the name is empty.
     *
     * @param composed whether the validator wrote the message, so that it may hold the value; else the annotation did
     */
    record Violation(String component, String rule, boolean composed) {
        static Violation of(ConstraintViolation<?> violation) {
            boolean composed = !violation
                    .getMessageTemplate()
                    .equals(violation.getConstraintDescriptor().getMessageTemplate());
            return new Violation(Constraints.component(violation.getPropertyPath()), violation.getMessage(), composed);
        }
    }

    /** The rules that one component's value breaks. */
    static List<Violation> brokenBy(Class<?> type, String component, Object value, Stage stage) {
        return VALIDATOR.validateValue(type, component, value, Default.class, stage.group()).stream()
                .map(Violation::of)
                .toList();
    }

    /** The rules that a record breaks, those of its components included. */
    static List<Violation> brokenBy(Object instance, Stage stage) {
        return VALIDATOR.validate(instance, Default.class, stage.group()).stream()
                .map(Violation::of)
                .toList();
    }

    private static String component(Path path) {
        String name = path.iterator().hasNext() ? path.iterator().next().getName() : null;
        return name == null ? "" : name;
    }
}

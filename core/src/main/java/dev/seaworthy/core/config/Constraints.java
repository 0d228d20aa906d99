package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintDefinitionException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.validator.HibernateValidator;

/** The Jakarta Validation constraints that a record declares. */
final class Constraints {
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .providerResolver(() -> List.of(new HibernateValidator()))
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(Messages.ENGLISH)
            .addValueExtractor(new SecretExtractor())
            .buildValidatorFactory()
            .getValidator();

    private Constraints() {}

    /** The rules that one component's value breaks. */
    static List<Violation> brokenBy(Class<?> type, String component, Object value, Set<Stage> stages) {
        return broken(type, component, () -> VALIDATOR.validateValue(type, component, value, groups(stages)));
    }

    /** The rules that a record breaks, those of its components included. */
    static List<Violation> brokenBy(Object instance, Stage stage) {
        return broken(instance.getClass(), "", () -> VALIDATOR.validate(instance, groups(Set.of(stage))));
    }

    private static Class<?>[] groups(Set<Stage> stages) {
        List<Class<?>> groups = new ArrayList<>();
        groups.add(Default.class);
        for (Stage stage : stages) {
            groups.add(stage.group());
        }
        return groups.toArray(new Class<?>[0]);
    }

    private static <T> List<Violation> broken(
            Class<?> type, String component, Supplier<Set<? extends ConstraintViolation<? extends T>>> judge) {
        try {
            Set<? extends ConstraintViolation<? extends T>> violations = judge.get();
            return violations.isEmpty()
                    ? List.of()
                    : violations.stream().map(Violation::of).toList();
        } catch (ConstraintDeclarationException | ConstraintDefinitionException e) {
            throw new IllegalArgumentException(
                    type.getName() + " declares a constraint that can't stand where it does"
                            + " (inside an Optional, write Optional<@WebUrl URI>): " + e.getMessage(),
                    e);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "Can't look into " + type.getName() + "; open its package to org.hibernate.validator", e);
        } catch (ValidationException e) { // a validator threw, and its message may quote the value
            return List.of(Violation.ofFailure(component));
        }
    }
}

package dev.seaworthy.core.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Iterator;

/**
 * A rule that a component breaks, or the record itself if the name is empty.
 *
 * @param message what the validator says, which may quote any value that it has seen
 * @param declared what the annotation says, which quotes none
 */
record Violation(String component, String message, String declared) {
    private static final String FAILURE = "can't be judged: the validator of one of its constraints failed";

    static Violation of(ConstraintViolation<?> violation) {
        Iterator<Path.Node> path = violation.getPropertyPath().iterator();
        String first = path.hasNext() ? path.next().getName() : null;
        String place = below(path);
        return new Violation(
                first == null ? "" : first,
                place + violation.getMessage(),
                place + Messages.of(violation.getConstraintDescriptor()));
    }

    /** Stands for all that can't be known since a validator threw. */
    static Violation ofFailure(String component) {
        return new Violation(component, FAILURE, FAILURE);
    }

    boolean isFailure() {
        return declared.equals(FAILURE);
    }

    /**
     * Where in the component: the element of a list, the property of a record. A key may be secret, and is left out.
     */
    private static String below(Iterator<Path.Node> path) {
        StringBuilder place = new StringBuilder();
        while (path.hasNext()) {
            Path.Node node = path.next();
            if (node.getIndex() != null) {
                place.append("element ").append(node.getIndex() + 1).append(' ');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                place.append(node.getName()).append(' ');
            }
        }
        return place.toString();
    }
}

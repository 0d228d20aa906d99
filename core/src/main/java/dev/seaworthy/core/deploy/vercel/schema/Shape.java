package dev.seaworthy.core.deploy.vercel.schema;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a value may look like. */
@FunctionalInterface
interface Shape {
    /** Tells of all that is not so. */
    void check(Node node, Findings findings);

    Shape ANYTHING = (node, findings) -> {};

    Shape FLAG = (node, findings) -> {
        if (!(node.value() instanceof Boolean)) {
            wrongType(node, findings, "true or false");
        }
    };

    Shape NUMBER = (node, findings) -> {
        if (node.number().isEmpty()) {
            wrongType(node, findings, "a number");
        }
    };

    static Shape text(int shortest, int longest) {
        return (node, findings) -> {
            Optional<String> text = node.text();
            if (text.isEmpty()) {
                wrongType(node, findings, "a text");
                return;
            }
            int length = text.get().codePointCount(0, text.get().length());
            if (length < shortest || length > longest) {
                findings.error(
                        node,
                        "is %d characters long, and must have %d to %d".formatted(length, shortest, longest),
                        "Make it %s.".formatted(length < shortest ? "longer" : "shorter"));
            }
        };
    }

    static Shape text(int longest) {
        return text(0, longest);
    }

    static Shape orNull(Shape shape) {
        return (node, findings) -> {
            if (node.value() != null) {
                shape.check(node, findings);
            }
        };
    }

    static Shape oneOf(String... texts) {
        return (node, findings) -> {
            if (!List.of(texts).contains(node.text().orElse(""))) {
                findings.error(
                        node,
                        "is none of the values that Vercel knows",
                        "Set one of " + String.join(", ", texts) + ".");
            }
        };
    }

    /** A whole number. */
    static Shape whole(int least, int most) {
        return (node, findings) -> {
            if (node.number().filter(Shape::isWhole).isEmpty()) {
                wrongType(node, findings, "a whole number");
            } else {
                number(least, most).check(node, findings);
            }
        };
    }

    static Shape number(int least, int most) {
        return (node, findings) -> {
            Optional<BigDecimal> number = node.number();
            if (number.isEmpty()) {
                wrongType(node, findings, "a number");
            } else if (number.get().compareTo(BigDecimal.valueOf(least)) < 0
                    || number.get().compareTo(BigDecimal.valueOf(most)) > 0) {
                findings.error(
                        node,
                        "is not from %d to %d".formatted(least, most),
                        "Set a number from %d to %d.".formatted(least, most));
            }
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    static Shape list(int fewest, int most, Shape element) {
        return (node, findings) -> {
            if (!node.isList()) {
                wrongType(node, findings, "a list");
                return;
            }
            List<Node> elements = node.elements();
            if (elements.size() < fewest || elements.size() > most) {
                findings.error(
                        node,
                        "has %d elements, and may have %d to %d".formatted(elements.size(), fewest, most),
                        elements.size() > most ? "Leave some out, or join them." : "Leave it out, or put some in.");
            }
            elements.forEach(one -> element.check(one, findings));
        };
    }

    static Shape list(int most, Shape element) {
        return list(0, most, element);
    }

    /** An object whose names the user chooses. */
    static Shape map(int longestName, int fewest, int most, Shape member) {
        return (node, findings) -> {
            if (!node.isObject()) {
                wrongType(node, findings, "an object");
                return;
            }
            int size = node.names().size();
            if (size < fewest || size > most) {
                findings.error(
                        node,
                        "has %d members, and may have %d to %d".formatted(size, fewest, most),
                        size > most ? "Leave some out, or join them." : "Leave it out, or put some in.");
            }
            for (String name : node.names()) {
                int length = name.codePointCount(0, name.length());
                if (length < 1 || length > longestName) {
                    findings.error(
                            node.at(name),
                            "has a name of %d characters, and may have 1 to %d".formatted(length, longestName),
                            "Give it another name.");
                }
                member.check(node.at(name), findings);
            }
        };
    }

    /** One shape for a text, another for all else. */
    static Shape textOr(Shape text, Shape other) {
        return (node, findings) -> (node.text().isPresent() ? text : other).check(node, findings);
    }

    static void wrongType(Node node, Findings findings, String wanted) {
        findings.error(node, "is not " + wanted, "Put " + wanted + " there.");
    }
}

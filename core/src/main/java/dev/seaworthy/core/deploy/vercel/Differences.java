package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Where a file means something else than it should. No value is told: it may be a secret. */
final class Differences {
    private static final String REMEDY = "Write the file again, or change the declaration.";

    /** For editors, and without a meaning for Vercel. */
    private static final String SCHEMA = "/$schema";

    /** The first glob that fits a file decides. */
    private static final String ORDERED = "/functions";

    private final Findings findings = new Findings();

    private Differences() {}

    static List<VercelProblem> between(Node wanted, Node found) {
        Differences differences = new Differences();
        differences.compare(wanted, found);
        return differences.findings.problems();
    }

    private void compare(Node wanted, Node found) {
        if (wanted.isObject() && found.isObject()) {
            compareMembers(wanted, found);
        } else if (wanted.isList() && found.isList()) {
            compareElements(wanted.elements(), found.elements());
        } else if (!sameValue(wanted, found)) {
            findings.error(found, "differs from the declaration", REMEDY);
        }
    }

    private void compareMembers(Node wanted, Node found) {
        for (String name : wanted.names()) {
            if (found.has(name)) {
                compare(wanted.at(name), found.at(name));
            } else {
                missing(wanted.at(name));
            }
        }
        for (String name : found.names()) {
            if (!wanted.has(name)) {
                surplus(found.at(name));
            }
        }
        boolean sameNames = new HashSet<>(wanted.names()).equals(Set.copyOf(found.names()));
        if (wanted.pointer().equals(ORDERED) && sameNames && !wanted.names().equals(found.names())) {
            findings.error(
                    found, "has the declared patterns in another order, and the first that fits decides", REMEDY);
        }
    }

    private void compareElements(List<Node> wanted, List<Node> found) {
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            if (i >= found.size()) {
                missing(wanted.get(i));
            } else if (i >= wanted.size()) {
                surplus(found.get(i));
            } else {
                compare(wanted.get(i), found.get(i));
            }
        }
    }

    private void missing(Node node) {
        if (!node.pointer().equals(SCHEMA)) {
            findings.error(node, "is declared, and missing in the file", REMEDY);
        }
    }

    private void surplus(Node node) {
        if (!node.pointer().equals(SCHEMA)) {
            findings.error(node, "is in the file, and not declared", REMEDY);
        }
    }

    private static boolean sameValue(Node wanted, Node found) {
        if (wanted.pointer().equals(SCHEMA)) {
            return true;
        }
        Optional<BigDecimal> one = wanted.number();
        Optional<BigDecimal> other = found.number();
        boolean areNumbers = one.isPresent() && other.isPresent();
        return areNumbers ? one.get().compareTo(other.get()) == 0 : Objects.equals(wanted.value(), found.value());
    }
}

package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.document.SecretShape;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets in the file: it is in the repository, and everyone who builds reads it. No value is ever told. */
final class Secrets {
    /** Last words of a name that promise a secret, whatever the others are. */
    private static final Set<String> PROMISES =
            Set.of("PASSWORD", "PASSWD", "PASSPHRASE", "PWD", "SECRET", "CREDENTIAL", "CREDENTIALS");

    /** Last words that promise one unless another word says that everyone may read it. */
    private static final Set<String> KEYS = Set.of("TOKEN", "KEY", "APIKEY");

    private static final Set<String> PUBLIC = Set.of("PUBLIC", "PUBLISHABLE", "ANON", "SITE");

    /** The name of a secret that is kept elsewhere. */
    private static final Pattern REFERENCE = Pattern.compile("@[a-z0-9_-]+");

    /** But not the name of a commit of Git, which has 40 digits. */
    private static final Pattern HEXADECIMAL = Pattern.compile("(?![0-9a-f]{40}$)(?:[0-9a-f]+|[0-9A-F]+)");

    private static final int SHORTEST_SECRET = 8;
    private static final int LONG_ENOUGH = 32;
    private static final double RANDOM_BITS = 4.3;
    private static final double RANDOM_HEXADECIMAL_BITS = 3;
    private static final int DEEPEST = 1_000;

    private Secrets() {}

    static void check(Node file, Findings findings) {
        environment(file.at("env"), findings);
        environment(file.at("build").at("env"), findings);
        shapes(file, 0, findings);
    }

    private static void environment(Node variables, Findings findings) {
        List<String> names = variables.names();
        for (String name : names) {
            Node variable = variables.at(name);
            String value = variable.text().orElse("");
            if (value.isEmpty() || REFERENCE.matcher(value).matches() || SecretShape.isIn(value)) {
                continue;
            }
            if (promises(name)) {
                findings.add(
                        variable,
                        value.length() < SHORTEST_SECRET ? Severity.WARNING : Severity.ERROR,
                        "is a secret by its name, and the file is no place for one",
                        "Set it in Vercel's project settings, take it out of here, and replace the secret.");
            } else if (looksRandom(value)) {
                findings.warning(
                        variable,
                        "has a value that looks like a key",
                        "If it is one, set it in Vercel's project settings, and replace it.");
            }
        }
    }

    private static boolean promises(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("_?V?[0-9]+$", "");
        List<String> words = List.of(plain.split("[^A-Z0-9]+"));
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        boolean isPublic =
                words.stream().anyMatch(PUBLIC::contains) && words.stream().noneMatch(PROMISES::contains);
        return PROMISES.contains(last) || (KEYS.contains(last) && !isPublic);
    }

    private static boolean looksRandom(String value) {
        double enough = HEXADECIMAL.matcher(value).matches() ? RANDOM_HEXADECIMAL_BITS : RANDOM_BITS;
        return value.length() >= LONG_ENOUGH && value.matches("[\\w+/=-]+") && bitsPerCharacter(value) > enough;
    }

    /** Shannon's entropy of the characters. */
    private static double bitsPerCharacter(String value) {
        double bits = 0;
        for (int character : new HashSet<>(value.chars().boxed().toList())) {
            double share =
                    (double) value.chars().filter(one -> one == character).count() / value.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    private static void shapes(Node node, int depth, Findings findings) {
        if (node.text().filter(SecretShape::isIn).isPresent()) {
            findings.error(
                    node,
                    "holds what has the shape of a secret",
                    "Set it in Vercel's project settings, take it out of here, and replace the secret.");
        }
        if (depth < DEEPEST) {
            node.members().forEach(member -> shapes(member, depth + 1, findings));
            node.elements().forEach(element -> shapes(element, depth + 1, findings));
        }
    }
}

package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${OTHER}} by what another variable is set to. Nothing is run, and {@code $${OTHER}} stays
 * {@code ${OTHER}}. A text grows to at most {@value #MOST_CHARS} characters.
 */
public final class References {
    static final int MOST_CHARS = 64 * 1024;

    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final Lookup lookup;
    private final Predicate<String> shown;

    /** What is made of a variable that is not {@code shown}, which means known to be no secret, is masked. */
    public References(Lookup lookup, Predicate<String> shown) {
        this.lookup = lookup;
        this.shown = shown;
    }

    public Found expand(String variable, Found found) throws Unreadable {
        return expand(variable, found, Set.of());
    }

    private Found expand(String variable, Found found, Set<String> outer) throws Unreadable {
        if (found.literal()) {
            return found;
        }
        Set<String> path = new LinkedHashSet<>(outer);
        path.add(variable);
        boolean sensitive = found.sensitive();
        StringBuilder expanded = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(found.text());
        while (matcher.find()) {
            if (matcher.group(1).isEmpty()) {
                Found other = other(variable, matcher.group(2), found, path);
                sensitive |= other.sensitive() || !shown.test(matcher.group(2));
                matcher.appendReplacement(expanded, Matcher.quoteReplacement(other.text()));
            } else {
                matcher.appendReplacement(
                        expanded, Matcher.quoteReplacement(matcher.group().substring(1)));
            }
            if (expanded.length() > MOST_CHARS) {
                throw unresolved(variable, found, "must be of at most " + MOST_CHARS + " characters");
            }
        }
        matcher.appendTail(expanded);
        return new Found(expanded.toString(), found.source(), sensitive, true);
    }

    private Found other(String variable, String name, Found found, Set<String> path) throws Unreadable {
        if (path.contains(name)) {
            throw unresolved(variable, found, "refers to itself through " + named(variable, name));
        }
        Optional<Found> other = lookup.findOrFile(name, name + "_FILE", false);
        if (other.isEmpty()) {
            throw unresolved(variable, found, "refers to " + named(variable, name) + ", which is not set");
        }
        return expand(name, other.get(), path);
    }

    /** What a secret refers to may be a part of the secret. */
    private String named(String variable, String reference) {
        return shown.test(variable) ? "${" + reference + "}" : "a variable";
    }

    private static Unreadable unresolved(String variable, Found found, String rule) {
        return new Unreadable(
                Problem.of(Code.UNRESOLVED_REFERENCE, variable, rule).withSource(found.source()));
    }
}

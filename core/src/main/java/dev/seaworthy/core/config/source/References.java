package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${OTHER}} by what another variable is set to, also in the path that a {@code NAME_FILE} holds.
 * Nothing is run, and {@code $${OTHER}} stays {@code ${OTHER}}. A text grows to at most {@value #MOST_CHARS}
 * characters, and refers to others that refer to others at most {@value #MOST_DEEP} deep. One thread at a time.
 */
public final class References {
    static final int MOST_CHARS = 64 * 1024;
    static final int MOST_DEEP = 32;

    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final Lookup lookup;
    private final Predicate<String> shown;
    private final Map<String, Expanded> others = new HashMap<>();

    /** What is made of a variable that is not {@code shown}, which means known to be no secret, is masked. */
    public References(Lookup lookup, Predicate<String> shown) {
        this.lookup = lookup;
        this.shown = shown;
    }

    /** The depth counts the references that led to its text, one behind the other. */
    private record Expanded(Found found, int depth) {}

    /** As {@link Lookup#find}, expanded. */
    public Optional<Found> find(String variable, String pointer, boolean takesEmpty) throws Unreadable {
        return find(variable, pointer, takesEmpty, new LinkedHashSet<>()).map(Expanded::found);
    }

    /** The variables that others have referred to, and what may name their files. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        for (String name : others.keySet()) {
            names.add(name);
            names.add(pointer(name));
        }
        return names;
    }

    /** The trail holds the variables whose text waits for this one, the outermost first. */
    private Optional<Expanded> find(String variable, String pointer, boolean takesEmpty, Set<String> trail)
            throws Unreadable {
        trail.add(variable);
        Optional<Found> found = lookup.find(
                variable,
                pointer,
                takesEmpty,
                path -> expand(pointer, path, trail).found());
        Optional<Expanded> expanded =
                found.isPresent() ? Optional.of(expand(variable, found.get(), trail)) : Optional.empty();
        trail.remove(variable);
        return expanded;
    }

    private Expanded expand(String variable, Found found, Set<String> trail) throws Unreadable {
        if (found.literal()) {
            return new Expanded(found, 0);
        }
        int depth = 0;
        boolean sensitive = found.sensitive();
        StringBuilder expanded = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(found.text());
        while (matcher.find()) {
            if (matcher.group(1).isEmpty()) {
                Expanded other = other(variable, matcher.group(2), found, trail);
                depth = Math.max(depth, other.depth() + 1);
                sensitive |= other.found().sensitive() || !shown.test(matcher.group(2));
                matcher.appendReplacement(
                        expanded, Matcher.quoteReplacement(other.found().text()));
            } else {
                matcher.appendReplacement(
                        expanded, Matcher.quoteReplacement(matcher.group().substring(1)));
            }
            if (expanded.length() > MOST_CHARS) {
                throw unresolved(variable, found, "must be of at most " + MOST_CHARS + " characters");
            }
        }
        matcher.appendTail(expanded);
        return new Expanded(new Found(expanded.toString(), found.source(), sensitive, true), depth);
    }

    private Expanded other(String variable, String name, Found found, Set<String> trail) throws Unreadable {
        if (trail.contains(name)) {
            throw unresolved(variable, found, "refers to itself through " + named(variable, name));
        }
        verifyDepth(trail, 0);
        Expanded other = others.get(name);
        if (other == null) {
            other = find(name, pointer(name), false, trail)
                    .orElseThrow(() ->
                            unresolved(variable, found, "refers to " + named(variable, name) + ", which is not set"));
            others.put(name, other);
        }
        verifyDepth(trail, other.depth());
        return other;
    }

    private static void verifyDepth(Set<String> trail, int below) throws Unreadable {
        if (trail.size() + below > MOST_DEEP) {
            throw new Unreadable(Problem.of(
                    Code.UNRESOLVED_REFERENCE,
                    trail.iterator().next(),
                    "refers to others more than " + MOST_DEEP + " deep"));
        }
    }

    private static String pointer(String name) {
        return name + "_FILE";
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

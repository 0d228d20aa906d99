package dev.seaworthy.core.deploy.vercel.pattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths in the grammar of path-to-regexp 6.1, compiled as Vercel does: case matters, and so does a slash
 * at the end. Immutable.
 */
public final class PathPattern {
    private final List<Part> parts;
    private final String regex;
    private final @Nullable Pattern java;
    private final @Nullable String literal;

    private PathPattern(List<Part> parts, String regex, @Nullable Pattern java) {
        this.parts = List.copyOf(parts);
        this.regex = regex;
        this.java = java;
        literal = literal(parts);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException with the reason, if path-to-regexp or the regular expressions of ECMAScript
     *     refuse it
     */
    public static PathPattern of(String source) {
        List<Part> parts = new PatternReader(source, Segments.ANY_SEGMENT).read();
        StringBuilder regex = new StringBuilder("^");
        parts.forEach(part -> regex.append(regex(part)));
        String whole = regex.append('$').toString();
        return new PathPattern(parts, whole, compiled(JavaScriptRegex.toJava(whole)));
    }

    /**
     * Reads a source of vercel.json, which has to be a regular expression by itself too.
     *
     * @throws IllegalArgumentException with the reason, if it is not
     */
    public static PathPattern ofSource(String source) {
        checkRegex(source);
        return of(source);
    }

    /**
     * Reads a regular expression of ECMAScript.
     *
     * @throws IllegalArgumentException with the reason, if it is none
     */
    public static void checkRegex(String regex) {
        JavaScriptRegex.toJava(regex);
    }

    /** The regular expression, as ECMAScript writes it: the same for patterns that match the same way. */
    public String regex() {
        return regex;
    }

    /** The names of the parameters that bear one, in their order. */
    public List<String> names() {
        return parameters().stream()
                .filter(Part.Parameter::named)
                .map(Part.Parameter::name)
                .toList();
    }

    /** The names of all parameters in their order; a number from 0 on for one that bears none. */
    public List<String> allNames() {
        return parameters().stream().map(Part.Parameter::name).toList();
    }

    /** Whether a parameter bears no name. */
    public boolean hasUnnamed() {
        return parameters().stream().anyMatch(parameter -> !parameter.named());
    }

    /** The one path that it matches, if it has no parameters. */
    public Optional<String> literal() {
        return Optional.ofNullable(literal);
    }

    private static @Nullable String literal(List<Part> parts) {
        StringBuilder path = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Part.Text text)) {
                return null;
            }
            path.append(text.text());
        }
        return path.toString();
    }

    /**
     * What the parameters are for this path, by name or number, those that are absent left out; empty if the path does
     * not match, or if that can't be told.
     */
    public Optional<Map<String, String>> match(String path, Steps steps) {
        if (literal != null) {
            return path.equals(literal) ? Optional.of(Map.of()) : Optional.empty();
        }
        if (java == null || steps.isExhausted()) {
            return Optional.empty();
        }
        try {
            Matcher matcher = java.matcher(steps.watched(path));
            return matcher.matches() ? Optional.of(groups(matcher)) : Optional.empty();
        } catch (Steps.TooMany | StackOverflowError undecided) {
            return Optional.empty();
        }
    }

    /** Whether it certainly matches each path that {@code other} matches. */
    public boolean covers(PathPattern other, Steps steps) {
        if (regex.equals(other.regex)) {
            return true;
        }
        Optional<String> path = other.literal();
        return path.isPresent() ? match(path.get(), steps).isPresent() : Segments.cover(parts, other.parts);
    }

    /** A path that it matches, with the same word for each parameter; empty if none was found. */
    public Optional<String> sample(Steps steps) {
        return Samples.WORDS.stream()
                .map(word -> Samples.path(parts, word))
                .filter(path -> match(path, steps).isPresent())
                .findFirst();
    }

    private List<Part.Parameter> parameters() {
        return parts.stream()
                .filter(Part.Parameter.class::isInstance)
                .map(Part.Parameter.class::cast)
                .filter(Part.Parameter::captures)
                .toList();
    }

    private Map<String, String> groups(Matcher matcher) {
        Map<String, String> groups = new LinkedHashMap<>();
        List<Part.Parameter> captured = parameters();
        for (int i = 0; i < captured.size(); i++) {
            String value = matcher.group(i + 1);
            if (value != null) {
                groups.put(captured.get(i).name(), value);
            }
        }
        return groups;
    }

    private static @Nullable Pattern compiled(String java) {
        try {
            return Pattern.compile(java);
        } catch (PatternSyntaxException | StackOverflowError beyondJava) {
            return null; // a look behind without bounds, for instance
        }
    }

    private static String regex(Part part) {
        if (part instanceof Part.Text text) {
            return escaped(text.text());
        }
        Part.Parameter parameter = (Part.Parameter) part;
        String prefix = escaped(parameter.prefix());
        String suffix = escaped(parameter.suffix());
        String pattern = parameter.pattern();
        if (!parameter.captures()) {
            return "(?:" + prefix + suffix + ")" + parameter.modifier();
        }
        if (prefix.isEmpty() && suffix.isEmpty()) {
            return "(" + pattern + ")" + parameter.modifier();
        }
        if (!parameter.repeats()) {
            return "(?:" + prefix + "(" + pattern + ")" + suffix + ")" + parameter.modifier();
        }
        return "(?:%s((?:%s)(?:%s%s(?:%s))*)%s)%s"
                .formatted(prefix, pattern, suffix, prefix, pattern, suffix, parameter.isOptional() ? "?" : "");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            escaped.append(".+*?=^!:${}()[]|/\\".indexOf(character) < 0 ? "" : "\\")
                    .append(character);
        }
        return escaped.toString();
    }
}

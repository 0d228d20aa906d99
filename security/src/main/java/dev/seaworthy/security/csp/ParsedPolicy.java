package dev.seaworthy.security.csp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A policy as a browser reads it (CSP Level 3 §2.2.1 and §2.2.2): a directive that is not ASCII is skipped, of two with
 * one name the first holds, and no text is refused. Immutable.
 *
 * @param directives in the order in which they stand; names are in lower case, values as they are written
 * @param duplicates names of directives that a browser ignores, because they stand there already
 * @param skipped how many directives are ignored because they are not ASCII
 */
public record ParsedPolicy(Map<String, List<String>> directives, List<String> duplicates, int skipped) {
    public ParsedPolicy {
        directives = Collections.unmodifiableMap(new LinkedHashMap<>(directives));
        duplicates = List.copyOf(duplicates);
    }

    /** The policies of one header: more than one if commas part them. One without a directive counts for none. */
    public static List<ParsedPolicy> ofHeader(String value) {
        List<ParsedPolicy> policies = new ArrayList<>();
        for (String serialized : value.split(",", -1)) {
            ParsedPolicy policy = of(serialized);
            if (!policy.directives().isEmpty()) {
                policies.add(policy);
            }
        }
        return List.copyOf(policies);
    }

    /** One policy; a comma is no separator here, as in a {@code meta} element. */
    public static ParsedPolicy of(String serialized) {
        Map<String, List<String>> directives = new LinkedHashMap<>();
        List<String> duplicates = new ArrayList<>();
        int skipped = 0;
        for (String token : serialized.split(";", -1)) {
            List<String> words = words(token);
            if (!isAscii(token)) {
                skipped++;
            } else if (!words.isEmpty()) {
                String name = words.get(0).toLowerCase(Locale.ROOT);
                if (directives.putIfAbsent(name, List.copyOf(words.subList(1, words.size()))) != null) {
                    duplicates.add(name);
                }
            }
        }
        return new ParsedPolicy(directives, duplicates, skipped);
    }

    public boolean has(Directive directive) {
        return directives.containsKey(directive.toString());
    }

    /** Empty if the directive is not there, or there without a value. */
    public List<String> values(Directive directive) {
        return directives.getOrDefault(directive.toString(), List.of());
    }

    private static List<String> words(String token) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= token.length(); i++) {
            if (i == token.length() || isBlank(token.charAt(i))) {
                if (i > start) {
                    words.add(token.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** ASCII whitespace of the Infra standard. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    private static boolean isAscii(String token) {
        return token.chars().allMatch(c -> c < 0x80);
    }
}

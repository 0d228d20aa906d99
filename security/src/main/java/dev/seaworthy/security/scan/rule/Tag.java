package dev.seaworthy.security.scan.rule;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of one element.
 *
 * @param name in lower case
 * @param attributes by their names in lower case; of two with one name the first counts
 * @param text what the element holds, if that is no markup
 */
record Tag(String name, Map<String, String> attributes, String text) {
    static final Tag NONE = new Tag("", Map.of(), "");

    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s\"'>/=]++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++)))?");

    static Tag of(String name, String attributes, String text) {
        Map<String, String> read = new LinkedHashMap<>();
        Matcher found = ATTRIBUTE.matcher(attributes);
        while (found.find()) {
            String value = "";
            for (int group = 2; group <= 4; group++) {
                value = found.group(group) == null ? value : found.group(group);
            }
            read.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), decoded(value));
        }
        return new Tag(name, read, text);
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The references that policies are written with. */
    private static String decoded(String value) {
        return value.replaceAll("(?i)&(?:#39|#x27|apos);", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}

package dev.seaworthy.core.deploy.vercel.routing;

import dev.seaworthy.core.deploy.vercel.pattern.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A destination with the values of its parameters. */
final class Destination {
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)[*+]?|\\$(\\w+)");

    private Destination() {}

    /** @param redirects if not, what the destination does not use goes to its query */
    static String filled(String destination, PathPattern source, Map<String, String> values, boolean redirects) {
        String filled = filled(destination, source, values);
        List<String> unused = redirects || uses(destination, source) ? List.of() : source.names();
        List<String> parameters = new ArrayList<>();
        for (String name : unused) {
            if (!destination.matches(".*[?&]" + Pattern.quote(name) + "=.*")) {
                parameters.add(name + "=" + values.getOrDefault(name, ""));
            }
        }
        if (parameters.isEmpty()) {
            return filled;
        }
        int hash = filled.indexOf('#');
        String start = hash < 0 ? filled : filled.substring(0, hash);
        String end = hash < 0 ? "" : filled.substring(hash);
        return start + (start.contains("?") ? "&" : "?") + String.join("&", parameters) + end;
    }

    /** A text in which each {@code :name} and {@code $1} that the source knows is replaced. */
    static String filled(String text, PathPattern source, Map<String, String> values) {
        List<String> all = source.allNames();
        return PARAMETER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, all, source, values)));
    }

    private static String value(MatchResult found, List<String> all, PathPattern source, Map<String, String> values) {
        if (found.group(1) != null) {
            return source.names().contains(found.group(1)) ? values.getOrDefault(found.group(1), "") : found.group();
        }
        boolean numbered = found.group(2).matches("[1-9]\\d{0,2}");
        int index = numbered ? Integer.parseInt(found.group(2)) - 1 : all.size();
        return index < all.size() ? values.getOrDefault(all.get(index), "") : found.group();
    }

    private static boolean uses(String destination, PathPattern source) {
        String path = destination.split("\\?", 2)[0];
        return PARAMETER
                .matcher(path)
                .results()
                .anyMatch(found -> found.group(1) != null && source.names().contains(found.group(1)));
    }
}

package dev.seaworthy.cdn.varnish;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Regular expressions, as Varnish matches them against an object's headers: PCRE2, byte for byte. */
final class Ban {
    private Ban() {}

    /** Host and URL begin with it; a host alone ends where a port or a path begins. */
    static String prefixes(Collection<String> prefixes) {
        return prefixes.stream().map(Ban::prefix).collect(Collectors.joining("|", "^(", ")"));
    }

    static String hosts(Collection<String> hosts) {
        return hosts.stream().map(Ban::host).collect(Collectors.joining("|", "^(", ")(:|/)"));
    }

    /** Tags are parted by commas in {@code Cache-Tag}, by blanks in {@code Surrogate-Key}. */
    static String tags(Collection<String> tags) {
        return tags.stream()
                .map(Ban::literal)
                .collect(Collectors.joining("|", "(^|[\\x20\\x09,])(", ")([\\x20\\x09,]|$)"));
    }

    private static String prefix(String prefix) {
        int slash = prefix.indexOf('/');
        return slash < 0
                ? host(prefix)
                : host(prefix.substring(0, slash)) + "(:[0-9]+)?" + literal(sent(prefix.substring(slash)));
    }

    /** A path as a browser sends it. */
    private static String sent(String path) {
        StringBuilder sent = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            sent.append(each >= 0 ? String.valueOf((char) each) : "%%%02X".formatted(each));
        }
        return sent.toString();
    }

    /** Host names have no case. */
    private static String host(String host) {
        return literal(host.toLowerCase(Locale.ROOT));
    }

    /** Nothing of it has a meaning, neither for the expression nor for a header. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || each == '-'
                    || each == '_'
                    || each == '/';
            literal.append(isPlain ? String.valueOf((char) each) : "\\x%02x".formatted(each));
        }
        return literal.toString();
    }
}

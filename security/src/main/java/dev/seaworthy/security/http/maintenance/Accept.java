package dev.seaworthy.security.http.maintenance;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The media types that a client prefers (RFC 9110 §12.5.1). */
final class Accept {
    private static final Pattern WEIGHT = Pattern.compile("0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?");

    private Accept() {}

    /** Whether HTML weighs more than each form of JSON; a client that takes all alike does not say so. */
    static boolean prefersHtml(String accept) {
        double html = weight(accept, "text/html");
        return html > weight(accept, "application/json") && html > weight(accept, "application/problem+json");
    }

    /** That of the most specific range that the type fits; 0 if it fits none. */
    private static double weight(String accept, String type) {
        String group = type.substring(0, type.indexOf('/') + 1) + '*';
        return Stream.of(type, group, "*/*")
                .flatMap(range -> stated(accept, range).stream())
                .findFirst()
                .orElse(0.0);
    }

    private static Optional<Double> stated(String accept, String range) {
        return Stream.of(accept.split(",", -1))
                .map(member -> member.split(";", -1))
                .filter(parts -> parts[0].strip().equalsIgnoreCase(range))
                .map(Accept::quality)
                .max(Double::compare);
    }

    /** 1 if the range has none, and 0 if it has one that is malformed. */
    private static double quality(String[] parts) {
        return Stream.of(parts)
                .skip(1)
                .map(String::strip)
                .filter(parameter -> parameter.regionMatches(true, 0, "q=", 0, 2))
                .map(parameter -> parameter.substring(2))
                .map(weight -> WEIGHT.matcher(weight).matches() ? Double.parseDouble(weight) : 0.0)
                .findFirst()
                .orElse(1.0);
    }
}

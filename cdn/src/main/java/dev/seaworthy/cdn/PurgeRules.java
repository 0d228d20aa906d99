package dev.seaworthy.cdn;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What each kind of purge may name. A rule answers with the requirement that is not met. */
final class PurgeRules {
    private static final Pattern TAG = Pattern.compile("[^\\s,]+");
    private static final Pattern HOST = Pattern.compile("[^\\s/:@?#]+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");
    private static final Pattern PREFIX = Pattern.compile("[^\\s/:@?#]+(/[^\\s?#]*)?");

    private PurgeRules() {}

    static <T> List<T> all(String kind, List<T> things, Function<T, Optional<String>> rule) {
        List<T> copy = things.stream().distinct().toList();
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("A purge must name at least one " + kind);
        }
        copy.forEach(thing -> rule.apply(thing).ifPresent(requirement -> {
            throw new IllegalArgumentException("A " + kind + " to purge must be " + requirement + ": " + shown(thing));
        }));
        return copy;
    }

    /** Without the password of a URL. */
    private static String shown(Object thing) {
        return thing.toString().replaceAll("//[^/]*@", "//");
    }

    static Optional<String> url(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        boolean plain = url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
        return web && plain ? Optional.empty() : Optional.of("absolute, http or https, without user and fragment");
    }

    static Optional<String> variant(Purge.Variant variant) {
        boolean headers = !variant.headers().isEmpty()
                && variant.headers().entrySet().stream()
                        .allMatch(header -> HEADER.matcher(header.getKey()).matches()
                                && VALUE.matcher(header.getValue()).matches());
        return url(variant.url())
                .or(() -> headers ? Optional.empty() : Optional.of("with a header at least, its value in one line"));
    }

    static Optional<String> tag(String tag) {
        return matches(TAG, tag, "without blanks and commas");
    }

    static Optional<String> host(String host) {
        return matches(HOST, host, "a host name without scheme, port and path");
    }

    static Optional<String> prefix(String prefix) {
        return matches(PREFIX, prefix, "a host and the beginning of a path, without scheme and query");
    }

    private static Optional<String> matches(Pattern pattern, String text, String requirement) {
        return pattern.matcher(text).matches() ? Optional.empty() : Optional.of(requirement);
    }
}

package dev.seaworthy.security.cors;

import dev.seaworthy.security.cors.CorsProblem.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One stated origin: exact, or with {@code *} as first label (one or more labels of any name) or as port (any, or
 * none). Immutable.
 */
record OriginPattern(String text, String scheme, String host, boolean subdomains, String port) {
    private static final String ANY_SUBDOMAIN = "*.";
    private static final String ANY_PORT = "*";
    /** Their pages, if there are any, have the origin null (URL standard, origin). */
    private static final Set<String> NOT_OF_PAGES =
            Set.of("about", "blob", "data", "file", "filesystem", "ftp", "javascript", "ws", "wss");

    /** Cuts at the places where a pattern would be cut, whether or not it is one. */
    static OriginPattern of(String text) {
        int mark = text.indexOf(SeenOrigin.HOST_MARK);
        String rest = mark < 0 ? text : text.substring(mark + SeenOrigin.HOST_MARK.length());
        boolean subdomains = rest.startsWith(ANY_SUBDOMAIN);
        String host = subdomains ? rest.substring(ANY_SUBDOMAIN.length()) : rest;
        int colon = host.indexOf(':', Math.max(0, host.lastIndexOf(']')));
        return new OriginPattern(
                text,
                mark < 0 ? "" : text.substring(0, mark),
                colon < 0 ? host : host.substring(0, colon),
                subdomains,
                colon < 0 ? "" : host.substring(colon + 1));
    }

    /** Why no page that could be trusted has such an origin, if so. */
    Optional<Kind> problem() {
        if (text.equals("*")) {
            return Optional.of(Kind.ORIGIN_ANY_AS_NAME);
        }
        if (text.equals("null")) {
            return Optional.of(Kind.ORIGIN_NULL);
        }
        if (text.length() > SeenOrigin.LONGEST) {
            return Optional.of(Kind.ORIGIN_TOO_LONG);
        }
        if (text.chars().anyMatch(c -> c > '~')) {
            return Optional.of(Kind.ORIGIN_NOT_ASCII);
        }
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            return Optional.of(Kind.ORIGIN_UPPER_CASE);
        }
        return isScheme() ? afterScheme() : Optional.of(Kind.ORIGIN_SCHEME);
    }

    private Optional<Kind> afterScheme() {
        if (text.substring(scheme.length() + SeenOrigin.HOST_MARK.length())
                .chars()
                .anyMatch(c -> "/?#@\\".indexOf(c) >= 0 || c <= ' ')) {
            return Optional.of(Kind.ORIGIN_NOT_BARE);
        }
        if (host.contains("*") || (port.contains("*") && !anyPort()) || (subdomains && Host.isNumeric(host))) {
            return Optional.of(Kind.ORIGIN_WILDCARD);
        }
        if (!Host.isHost(host) || (subdomains && !canHaveSubdomains())) {
            return Optional.of(Kind.ORIGIN_HOST);
        }
        return hasColon() && !anyPort() ? portProblem() : Optional.empty();
    }

    private Optional<Kind> portProblem() {
        OptionalInt number = WebPort.number(port);
        if (number.isEmpty()) {
            return Optional.of(Kind.ORIGIN_PORT);
        }
        return WebPort.isDefault(scheme, number.getAsInt()) ? Optional.of(Kind.ORIGIN_DEFAULT_PORT) : Optional.empty();
    }

    private boolean isScheme() {
        return !scheme.isEmpty()
                && scheme.length() <= SeenOrigin.LONGEST_SCHEME
                && Token.isLowerCase(scheme.charAt(0))
                && scheme.chars().allMatch(c -> Token.isLowerCase(c) || Token.isDigit(c) || "+-.".indexOf(c) >= 0)
                && !NOT_OF_PAGES.contains(scheme);
    }

    private boolean canHaveSubdomains() {
        return !host.startsWith("[") && host.length() + ANY_SUBDOMAIN.length() <= Host.LONGEST;
    }

    private boolean hasColon() {
        return !port.isEmpty() || text.endsWith(":");
    }

    boolean anyPort() {
        return port.equals(ANY_PORT);
    }

    boolean isExact() {
        return !subdomains && !anyPort();
    }

    /** {@link WebPort#DEFAULT} if it names none; of a pattern without a problem that names not any port. */
    int portNumber() {
        return WebPort.number(port).orElse(WebPort.DEFAULT);
    }

    /** Whether anyone on the way could speak in its name: plain http, except on this machine itself. */
    boolean isInsecure() {
        return scheme.equals("http") && !Host.isLoopback(host);
    }

    /** Whether strangers could have an origin that it covers. */
    boolean isOpenToStrangers(PublicSuffixes suffixes) {
        return subdomains && !Host.isLoopback(host) && suffixes.contains(host);
    }
}

package dev.seaworthy.security.scan.rule;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cookie as it was set, without its value.
 *
 * @param attributes by their names in lower case; of two with one name the last counts (RFC 6265 §5.3)
 */
record SetCookie(String name, Map<String, String> attributes) {
    private static final List<String> SESSION = List.of("login", "sess");
    private static final Set<String> PLATFORM = Set.of("heroku-session-affinity");
    static final Set<String> SAME_SITE = Set.of("lax", "strict", "none");

    private static final List<String> ATTRIBUTES =
            List.of("secure", "httponly", "samesite", "path", "domain", "max-age", "expires", "partitioned");
    private static final List<String> CREDENTIAL = List.of("auth", "token", "jwt");

    static SetCookie of(String line) {
        String[] parts = line.split(";", -1);
        Map<String, String> attributes = new LinkedHashMap<>();
        Arrays.stream(parts)
                .skip(1)
                .map(part -> part.split("=", 2))
                .forEach(part -> attributes.put(
                        part[0].strip().toLowerCase(Locale.ROOT), part.length == 2 ? part[1].strip() : ""));
        String name = parts[0].contains("=") ? parts[0].substring(0, parts[0].indexOf('=')) : "";
        return new SetCookie(name.strip(), attributes);
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** In lower case. */
    Optional<String> sameSite() {
        return Optional.ofNullable(attributes.get("samesite")).map(value -> value.toLowerCase(Locale.ROOT));
    }

    /** As the Observatory tells by the name. */
    boolean isSession() {
        return SESSION.stream().anyMatch(lowerName()::contains);
    }

    /** By more names than those. */
    boolean isCredential() {
        return !(isAntiForgery() || isXsrf())
                && (lowerName().equals("sid") || CREDENTIAL.stream().anyMatch(lowerName()::contains));
    }

    /** As the Observatory tells by the name. */
    boolean isAntiForgery() {
        return lowerName().contains("csrf");
    }

    /** By the name that Angular and others give it. */
    boolean isXsrf() {
        return lowerName().contains("xsrf");
    }

    /** Whether the Observatory leaves it out, as the site can't change it. */
    boolean isOfPlatform() {
        return PLATFORM.contains(lowerName());
    }

    /** Whether it takes a cookie away. */
    boolean isRemoval() {
        return attributes.getOrDefault("max-age", "1").matches("0+|-\\d+");
    }

    /** Whether its name makes a promise that its attributes do not keep (RFC 6265bis §4.1.3): it is not stored. */
    boolean breaksPrefix() {
        boolean isHostBound =
                !has("domain") && attributes.getOrDefault("path", "").equals("/");
        return (lowerName().startsWith("__host-") && !(has("secure") && isHostBound))
                || (lowerName().startsWith("__secure-") && !has("secure"));
    }

    private String lowerName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** {@code JSESSIONID; path; httponly}: its name, and what it has of the attributes that there are. */
    @Override
    public String toString() {
        Stream<String> shown = ATTRIBUTES.stream().filter(this::has).map(this::shown);
        return Stream.concat(Stream.of(name), shown).collect(Collectors.joining("; "));
    }

    private String shown(String attribute) {
        return attribute.equals("samesite")
                ? attribute + "=" + sameSite().filter(SAME_SITE::contains).orElse("?")
                : attribute;
    }
}

package dev.seaworthy.security.cors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which headers a page may send, beside those that it always may. Safe for use by many threads. */
final class AllowedHeaders {
    /** More of {@code Access-Control-Request-Headers}, lines together, is not read. */
    static final int MAX_LENGTH = 8192;
    /** No {@code *} covers it (Fetch standard, CORS non-wildcard request-header name). */
    static final String AUTHORIZATION = "authorization";

    private final boolean any;
    private final Set<String> named;
    /** What was allowed last, which is not read again: the pages of a site mostly ask for the same. */
    private volatile String lastAllowed = "";

    AllowedHeaders(CorsPolicy policy) {
        any = policy.headers().any();
        named = Set.copyOf(policy.headers().lowerCase());
    }

    boolean allow(List<String> lines) {
        return lines.size() == 1 ? allow(lines.get(0)) : allowAll(lines);
    }

    private boolean allow(String line) {
        if (line.equals(lastAllowed)) {
            return true;
        }
        boolean isAllowed = allowAll(List.of(line));
        if (isAllowed) {
            lastAllowed = line;
        }
        return isAllowed;
    }

    private boolean allowAll(List<String> lines) {
        return !areTooLong(lines) && firstRefused(lines).isEmpty();
    }

    /** Counts each line as one character more than it has, so that empty ones are bounded as well. */
    static boolean areTooLong(List<String> lines) {
        int left = MAX_LENGTH;
        for (String line : lines) {
            left -= Math.min(line.length(), MAX_LENGTH) + 1;
            if (left < 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads once, from left to right; blanks around names and empty members are tolerated (RFC 9110 §5.6.1). */
    Optional<String> firstRefused(List<String> lines) {
        for (String line : lines) {
            for (int start = 0; start <= line.length(); ) {
                int comma = line.indexOf(',', start);
                int end = comma < 0 ? line.length() : comma;
                String name = trim(line, start, end);
                if (!name.isEmpty() && !allows(name)) {
                    return Optional.of(name);
                }
                start = end + 1;
            }
        }
        return Optional.empty();
    }

    /** Browsers send lower case, so most names are found at once. */
    private boolean allows(String name) {
        return named.contains(name) || (Token.isToken(name) && allowsLowerCase(name.toLowerCase(Locale.ROOT)));
    }

    private boolean allowsLowerCase(String name) {
        return named.contains(name) || (any && !name.equals(AUTHORIZATION));
    }

    private static String trim(String line, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && isBlank(line.charAt(first))) {
            first++;
        }
        while (last > first && isBlank(line.charAt(last - 1))) {
            last--;
        }
        return line.substring(first, last);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

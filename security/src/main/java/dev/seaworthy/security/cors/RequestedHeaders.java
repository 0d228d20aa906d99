package dev.seaworthy.security.cors;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code Access-Control-Request-Headers}, read once from left to right, up to the first name that is not allowed. */
final class RequestedHeaders {
    private RequestedHeaders() {}

    static boolean areAllIn(Set<String> allowed, List<String> lines) {
        return lines.stream().allMatch(line -> isAllowed(allowed, line));
    }

    /** Blanks around names and empty members are tolerated (RFC 9110 §5.6.1). */
    private static boolean isAllowed(Set<String> allowed, String line) {
        for (int start = 0; start <= line.length(); ) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? line.length() : comma;
            String name = line.substring(start, end).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !allowed.contains(name)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }
}

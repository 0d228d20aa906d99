package dev.seaworthy.security.headers;

import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.declaration.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code Permissions-Policy}: which features of the browser the page and its frames may use (W3C Permissions Policy
 * §5.2; a structured dictionary of RFC 9651). Immutable.
 *
 * <p><b>Guarantees</b>: each feature is stated once, under a name that is no misspelling of a known one.
 */
public final class PermissionsPolicy {
    private final Map<String, String> allowlists;

    private PermissionsPolicy(Map<String, String> allowlists) {
        this.allowlists = Collections.unmodifiableMap(new LinkedHashMap<>(allowlists));
    }

    public static Builder builder() {
        return new Builder(Map.of());
    }

    /** What the OWASP Secure Headers Project proposes: 29 features, of which the page may use synchronous XHR alone. */
    public static PermissionsPolicy owasp() {
        return builder()
                .none(OwaspPermissions.DENIED_FIRST)
                .self("sync-xhr")
                .none(OwaspPermissions.DENIED_LAST)
                .build();
    }

    /** Every feature may be stated anew, once. */
    public Builder toBuilder() {
        return new Builder(allowlists);
    }

    /** The value as it is sent. */
    public String value() {
        return allowlists.entrySet().stream()
                .map(feature -> feature.getKey() + "=" + feature.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return value();
    }

    /** States features by the names that the specifications give them, as in {@code screen-wake-lock}. */
    public static final class Builder {
        private static final Pattern ORIGIN =
                Pattern.compile("https?://(\\*\\.)?[a-z0-9\\-]+(\\.[a-z0-9\\-]+)*(:[0-9]{1,5})?");

        private final Problems problems = new Problems("Permissions-Policy");
        private final Set<String> stated = new LinkedHashSet<>();
        private final Map<String, String> allowlists;

        private Builder(Map<String, String> allowlists) {
            this.allowlists = new LinkedHashMap<>(allowlists);
        }

        /** Neither the page nor its frames. */
        public Builder none(String... features) {
            Arrays.stream(features).forEach(feature -> state(feature, "()"));
            return this;
        }

        /** The page, and frames of its own origin. */
        public Builder self(String... features) {
            Arrays.stream(features).forEach(feature -> state(feature, "(self)"));
            return this;
        }

        /** The page and frames of these origins, such as {@code https://maps.example.com}. */
        public Builder selfAnd(String feature, String... origins) {
            return state(feature, origins(feature, List.of("self"), origins));
        }

        /** Frames of these origins alone. */
        public Builder only(String feature, String... origins) {
            return state(feature, origins(feature, List.of(), origins));
        }

        /** Every frame, whatever it shows. */
        public Builder anyOrigin(String feature) {
            return state(feature, "*");
        }

        /**
         * What was stated, checked as a whole.
         *
         * @throws IllegalArgumentException that names all problems of what was stated
         */
        public PermissionsPolicy build() {
            if (allowlists.isEmpty()) {
                problems.add("states no feature; state at least one");
            }
            problems.refuse();
            return new PermissionsPolicy(allowlists);
        }

        private Builder state(String feature, String allowlist) {
            if (!StructuredField.isKey(feature)) {
                problems.add("\"" + feature.replaceAll("[^\\x20-\\x7E]", "?")
                        + "\" is no feature; names are a to z, 0 to 9 and -");
            } else if (!Features.KNOWN.contains(feature)
                    && Spelling.nearest(feature, Features.KNOWN).isPresent()) {
                problems.add(feature + " is no known feature" + Spelling.hint(feature, Features.KNOWN));
            }
            if (!stated.add(feature)) {
                problems.add(feature + " is stated twice, and browsers follow the last; state it once");
            }
            allowlists.put(feature, allowlist);
            return this;
        }

        private String origins(String feature, List<String> first, String... origins) {
            List<String> items = new ArrayList<>(first);
            for (String origin : origins) {
                if (!ORIGIN.matcher(origin).matches()) {
                    problems.add(feature + " names \"" + origin.replaceAll("[^\\x20-\\x7E]", "?")
                            + "\", which is no origin in lower case, as in https://maps.example.com");
                }
                items.add('"' + origin + '"');
            }
            return StructuredField.innerList(items);
        }
    }
}

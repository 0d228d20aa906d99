package dev.seaworthy.security.headers;

import dev.seaworthy.security.declaration.Problems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code Cache-Control} of a response: who may keep it, and for how long (RFC 9111 §5.2.2). Immutable. */
public final class CacheControl {
    private final String value;

    private CacheControl(String value) {
        this.value = value;
    }

    /** Nobody keeps it. */
    public static CacheControl noStore() {
        return builder().withoutStore().build();
    }

    /** Everybody may keep it for so long, and need not ask: for what has its version in its name. */
    public static CacheControl immutable(Duration maxAge) {
        return builder().shared().maxAge(maxAge).immutable().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }

    /** States directives; they are sent in the order in which they were stated. */
    public static final class Builder {
        private final Problems problems = new Problems("Cache-Control");
        private final Map<String, String> directives = new LinkedHashMap<>();

        private Builder() {}

        /** {@code no-store}. */
        public Builder withoutStore() {
            return state("no-store", "");
        }

        /** {@code no-cache}: it may be kept, and is asked for again before each use. */
        public Builder revalidated() {
            return state("no-cache", "");
        }

        /** {@code private}: only the browser keeps it, no cache on the way. */
        public Builder unshared() {
            return state("private", "");
        }

        /** {@code public}: any cache may keep it, even the answer to a request with credentials. */
        public Builder shared() {
            return state("public", "");
        }

        /** {@code max-age}, in whole seconds. */
        public Builder maxAge(Duration age) {
            return seconds("max-age", age);
        }

        /** {@code s-maxage}, in whole seconds: as {@link #maxAge}, for shared caches. */
        public Builder sharedMaxAge(Duration age) {
            return seconds("s-maxage", age);
        }

        /** {@code must-revalidate}: it is not used once it is stale. */
        public Builder mustRevalidate() {
            return state("must-revalidate", "");
        }

        /** {@code immutable}: it does not change while it is fresh (RFC 8246). */
        public Builder immutable() {
            return state("immutable", "");
        }

        /** {@code no-transform}: nobody on the way changes the body. */
        public Builder noTransform() {
            return state("no-transform", "");
        }

        /** {@code stale-while-revalidate}, in whole seconds (RFC 5861). */
        public Builder staleWhileRevalidate(Duration age) {
            return seconds("stale-while-revalidate", age);
        }

        /** {@code stale-if-error}, in whole seconds (RFC 5861). */
        public Builder staleIfError(Duration age) {
            return seconds("stale-if-error", age);
        }

        /**
         * What was stated, checked as a whole.
         *
         * @throws IllegalArgumentException that names all problems: directives that contradict each other, ages
         */
        public CacheControl build() {
            if (directives.isEmpty()) {
                problems.add("states nothing; state who may keep the response");
            }
            contradiction("public", "private");
            contradiction("s-maxage", "private");
            contradiction("no-store", "immutable");
            contradiction("no-store", "s-maxage");
            if (directives.containsKey("no-store")
                    && !directives.getOrDefault("max-age", "=0").equals("=0")) {
                problems.add("has no-store and a max-age; state one of them");
            }
            problems.refuse();
            return new CacheControl(directives.entrySet().stream()
                    .map(directive -> directive.getKey() + directive.getValue())
                    .collect(Collectors.joining(", ")));
        }

        private void contradiction(String one, String other) {
            if (directives.containsKey(one) && directives.containsKey(other)) {
                problems.add("has " + one + " and " + other + ", which contradict each other; state one of them");
            }
        }

        private Builder seconds(String name, Duration age) {
            if (age.isNegative() || age.toNanosPart() != 0) {
                problems.add(name + " is " + age + "; give whole seconds, zero or more");
            }
            return state(name, "=" + age.toSeconds());
        }

        private Builder state(String name, String value) {
            if (directives.put(name, value) != null) {
                problems.add(name + " is stated twice; state it once");
            }
            return this;
        }
    }
}

package dev.seaworthy.cdn.origin;

import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The value of {@code Cache-Control} (RFC 9111 §5.2.2, RFC 5861, RFC 8246), or of {@code CDN-Cache-Control} (RFC 9213),
 * which is a structured dictionary of the same words. Immutable, equal by what it says.
 */
public final class CacheControl {
    /** One visitor's answer, kept by nobody. */
    public static final CacheControl PRIVATE_NO_STORE =
            builder().isPrivate().noStore().build();

    /** Kept by nobody. */
    public static final CacheControl NO_STORE = builder().noStore().build();

    /**
     * A word with its time, if it takes one.
     *
     * @param seconds zero or more
     */
    private record Directive(String word, Optional<Long> seconds) {
        @Override
        public String toString() {
            return seconds.map(time -> word + "=" + time).orElse(word);
        }
    }

    private final Set<Directive> directives;

    private CacheControl(Set<Directive> directives) {
        this.directives = directives;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether a cache that serves several visitors may keep it. */
    public boolean isShared() {
        return directives.stream().noneMatch(one -> one.word.equals("private") || one.word.equals("no-store"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheControl control && directives.equals(control.directives);
    }

    @Override
    public int hashCode() {
        return directives.hashCode();
    }

    /** The value of the header. */
    @Override
    public String toString() {
        return directives.stream().map(Directive::toString).collect(Collectors.joining(", "));
    }

    /** States directives, which are sent in that order. One thread at a time. */
    public static final class Builder {
        private final Problems problems = new Problems();
        private final Set<Directive> directives = new LinkedHashSet<>();

        private Builder() {}

        public Builder isPublic() {
            return word("public");
        }

        /** Kept by the visitor's browser alone. */
        public Builder isPrivate() {
            return word("private");
        }

        /** Kept by nobody. */
        public Builder noStore() {
            return word("no-store");
        }

        /** Kept, and asked for each time. */
        public Builder noCache() {
            return word("no-cache");
        }

        public Builder mustRevalidate() {
            return word("must-revalidate");
        }

        public Builder noTransform() {
            return word("no-transform");
        }

        /** Never changes under this URL, so browsers do not ask even on a reload (RFC 8246). */
        public Builder immutable() {
            return word("immutable");
        }

        public Builder maxAge(Duration time) {
            return time("max-age", time);
        }

        /** Of caches that serve several visitors. */
        public Builder sharedMaxAge(Duration time) {
            return time("s-maxage", time);
        }

        /** How much longer an old copy is served while a new one is fetched (RFC 5861). */
        public Builder staleWhileRevalidate(Duration time) {
            return time("stale-while-revalidate", time);
        }

        /** How much longer an old copy is served while the origin fails (RFC 5861). */
        public Builder staleIfError(Duration time) {
            return time("stale-if-error", time);
        }

        private Builder word(String word) {
            directives.add(new Directive(word, Optional.empty()));
            return this;
        }

        private Builder time(String word, Duration time) {
            problems.unless(!time.isNegative() && time.toNanosPart() == 0, word + " is whole seconds, zero or more");
            problems.unless(!has(word), word + " is stated twice");
            directives.add(new Directive(word, Optional.of(time.toSeconds())));
            return this;
        }

        private boolean has(String word) {
            return directives.stream().anyMatch(one -> one.word.equals(word));
        }

        /**
         * What was stated, checked as a whole.
         *
         * @throws IllegalArgumentException that names all that contradicts itself
         */
        public CacheControl build() {
            problems.unless(!directives.isEmpty(), "nothing is stated");
            problems.unless(!has("public") || !has("private"), "public and private exclude each other");
            problems.unless(!has("public") || !has("no-store"), "public and no-store exclude each other");
            problems.unless(
                    !has("private") || !has("s-maxage"), "private is kept by no shared cache, so has no s-maxage");
            boolean timed = directives.stream().anyMatch(one -> one.seconds.isPresent());
            problems.unless(!has("no-store") || !timed, "no-store is not kept, so has no time");
            problems.unless(!has("immutable") || has("max-age"), "immutable needs a max-age");
            problems.refuse("Cache-Control");
            return new CacheControl(new LinkedHashSet<>(directives));
        }
    }
}

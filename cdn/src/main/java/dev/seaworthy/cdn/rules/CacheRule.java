package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.core.failure.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in caches, and for how long. Immutable, equal by value.
 *
 * <p>All rules that fit a request count: what a later one states replaces what an earlier one did, so a bypass belongs
 * last.
 */
public final class CacheRule implements Rule {
    private record State(
            Label label,
            Expression when,
            boolean bypass,
            Optional<EdgeTtl> edge,
            Optional<BrowserTtl> browser,
            Optional<CacheKey> key,
            boolean staleWhileUpdating,
            boolean strongEtags) {}

    private final State state;

    private CacheRule(State state) {
        this.state = state;
    }

    /** Nothing of these paths is kept at the edge. */
    public static Builder bypass(String id, String pathPattern) {
        return bypass(id, Expression.path(pathPattern));
    }

    /** Nothing of these requests is kept at the edge. */
    public static Builder bypass(String id, Expression when) {
        return new Builder(Label.of(id), when, true);
    }

    /** Answers of these paths are kept, whatever their type; see {@link Expression#path}. */
    public static Builder cache(String id, String pathPattern) {
        return cache(id, Expression.path(pathPattern));
    }

    /** Answers of these requests are kept, whatever their type. */
    public static Builder cache(String id, Expression when) {
        return new Builder(Label.of(id), when, false);
    }

    @Override
    public String ref() {
        return state.label.ref();
    }

    @Override
    public String name() {
        return state.label.name();
    }

    @Override
    public Expression when() {
        return state.when;
    }

    public boolean isBypass() {
        return state.bypass;
    }

    public Optional<EdgeTtl> edge() {
        return state.edge;
    }

    public Optional<BrowserTtl> browser() {
        return state.browser;
    }

    public Optional<CacheKey> key() {
        return state.key;
    }

    /** Whether an old copy is served while a new one is fetched; it is, unless it was forbidden. */
    public boolean servesStaleWhileUpdating() {
        return state.staleWhileUpdating;
    }

    public boolean respectsStrongEtags() {
        return state.strongEtags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheRule rule && state.equals(rule.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for people. */
    @Override
    public String toString() {
        return ref() + ": " + (state.bypass ? "bypass" : "cache") + " if " + state.when
                + state.edge.map(ttl -> ", edge " + ttl).orElse("")
                + state.browser.map(ttl -> ", browser " + ttl).orElse("");
    }

    /** States a rule. One thread at a time. */
    public static final class Builder {
        private final Expression when;
        private final boolean bypass;
        private Label label;
        private @Nullable EdgeTtl edge;
        private @Nullable BrowserTtl browser;
        private @Nullable CacheKey key;
        private boolean staleWhileUpdating = true;
        private boolean strongEtags;

        private Builder(Label label, Expression when, boolean bypass) {
            this.label = label;
            this.when = when;
            this.bypass = bypass;
        }

        public Builder named(String name) {
            label = label.named(name);
            return this;
        }

        public Builder edge(EdgeTtl ttl) {
            edge = ttl;
            return this;
        }

        public Builder browser(BrowserTtl ttl) {
            browser = ttl;
            return this;
        }

        public Builder key(CacheKey cacheKey) {
            key = cacheKey;
            return this;
        }

        /** Who comes while a new copy is fetched waits for it, instead of getting the old one. */
        public Builder noStaleWhileUpdating() {
            staleWhileUpdating = false;
            return this;
        }

        /** Byte-for-byte ETags stay so; the edge then changes nothing of the body. */
        public Builder respectStrongEtags() {
            strongEtags = true;
            return this;
        }

        public CacheRule build() {
            Problems problems = new Problems();
            problems.unless(!bypass || edge == null, "keeps nothing at the edge, so it has no edge TTL");
            problems.unless(!bypass || key == null, "keeps nothing at the edge, so it has no cache key");
            problems.unless(!bypass || staleWhileUpdating, "keeps nothing at the edge, so nothing of it is stale");
            problems.refuse("Cache rule " + label.id());
            return new CacheRule(new State(
                    label,
                    when,
                    bypass,
                    Optional.ofNullable(edge),
                    Optional.ofNullable(browser),
                    Optional.ofNullable(key),
                    staleWhileUpdating,
                    strongEtags));
        }
    }
}

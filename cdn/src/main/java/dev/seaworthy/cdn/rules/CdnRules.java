package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.core.failure.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a CDN shall do with one zone, each kind of rule in the order in which it was stated. Immutable, equal by
 * value.
 */
public final class CdnRules {
    private record State(
            List<RedirectRule> redirects,
            List<ConfigurationRule> configurations,
            List<SecurityRule> security,
            List<RateLimitRule> rateLimits,
            List<CacheRule> cache,
            List<HeaderRule> headers,
            ZoneSettings settings) {}

    private final State state;

    private CdnRules(State state) {
        this.state = state;
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<RedirectRule> redirects() {
        return state.redirects;
    }

    public List<ConfigurationRule> configurations() {
        return state.configurations;
    }

    public List<SecurityRule> security() {
        return state.security;
    }

    public List<RateLimitRule> rateLimits() {
        return state.rateLimits;
    }

    public List<CacheRule> cache() {
        return state.cache;
    }

    public List<HeaderRule> headers() {
        return state.headers;
    }

    public ZoneSettings settings() {
        return state.settings;
    }

    /** All rules, in the order in which a request meets them. */
    public List<Rule> all() {
        return Stream.<List<? extends Rule>>of(
                        state.redirects,
                        state.configurations,
                        state.security,
                        state.rateLimits,
                        state.cache,
                        state.headers)
                .<Rule>flatMap(List::stream)
                .toList();
    }

    /** What the cache rules come to for a request, if it gets as far. */
    public CacheDecision cacheDecision(SampleRequest request) {
        return CacheDecision.of(state.cache, request);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CdnRules rules && state.equals(rules.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for each rule. */
    @Override
    public String toString() {
        return String.join("\n", all().stream().map(Rule::toString).toList());
    }

    /** States rules. One thread at a time. */
    public static final class Builder {
        private final List<RedirectRule> redirects = new ArrayList<>();
        private final List<ConfigurationRule> configurations = new ArrayList<>();
        private final List<SecurityRule> security = new ArrayList<>();
        private final List<RateLimitRule> rateLimits = new ArrayList<>();
        private final List<CacheRule> cache = new ArrayList<>();
        private final List<HeaderRule> headers = new ArrayList<>();
        private ZoneSettings settings = ZoneSettings.unchanged();

        private Builder() {}

        public Builder redirect(RedirectRule... rules) {
            redirects.addAll(List.of(rules));
            return this;
        }

        public Builder configuration(ConfigurationRule... rules) {
            configurations.addAll(List.of(rules));
            return this;
        }

        public Builder security(SecurityRule... rules) {
            security.addAll(List.of(rules));
            return this;
        }

        public Builder rateLimit(RateLimitRule... rules) {
            rateLimits.addAll(List.of(rules));
            return this;
        }

        public Builder cache(CacheRule... rules) {
            cache.addAll(List.of(rules));
            return this;
        }

        public Builder header(HeaderRule... rules) {
            headers.addAll(List.of(rules));
            return this;
        }

        public Builder settings(ZoneSettings zoneSettings) {
            settings = zoneSettings;
            return this;
        }

        /**
         * What was stated, checked as a whole.
         *
         * @throws IllegalArgumentException that names every id that two rules have, of whatever kind
         */
        public CdnRules build() {
            CdnRules rules = new CdnRules(new State(
                    List.copyOf(redirects),
                    List.copyOf(configurations),
                    List.copyOf(security),
                    List.copyOf(rateLimits),
                    List.copyOf(cache),
                    List.copyOf(headers),
                    settings));
            Problems problems = new Problems();
            Set<String> refs = new HashSet<>();
            rules.all().forEach(rule -> problems.unless(refs.add(rule.ref()), rule.ref() + " is the ref of two rules"));
            problems.refuse("CDN rules");
            return rules;
        }
    }
}

package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Match;
import dev.seaworthy.cdn.expression.SampleRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the cache rules come to for one request. Immutable.
 *
 * @param applied the rules that fit, in order
 * @param uncertain those of which it is unknown; they are not counted in
 */
public record CacheDecision(
        Outcome outcome,
        Optional<EdgeTtl> edge,
        Optional<BrowserTtl> browser,
        Optional<CacheKey> key,
        List<CacheRule> applied,
        List<CacheRule> uncertain) {
    /** Whether a copy is kept at the edge. */
    public enum Outcome {
        /** No rule fits: the CDN's own rules count, for Cloudflare by the extension. */
        DEFAULT,
        BYPASS,
        CACHE
    }

    public CacheDecision {
        applied = List.copyOf(applied);
        uncertain = List.copyOf(uncertain);
    }

    /** Of rules in order: what a later one states replaces what an earlier one did. */
    static CacheDecision of(List<CacheRule> rules, SampleRequest request) {
        List<CacheRule> applied = new ArrayList<>();
        List<CacheRule> uncertain = new ArrayList<>();
        for (CacheRule rule : rules) {
            Match match = rule.when().match(request);
            if (match.isPossible()) {
                (match.isYes() ? applied : uncertain).add(rule);
            }
        }
        return new CacheDecision(
                outcome(applied),
                last(applied, CacheRule::edge),
                last(applied, CacheRule::browser),
                last(applied, CacheRule::key),
                applied,
                uncertain);
    }

    private static Outcome outcome(List<CacheRule> applied) {
        if (applied.isEmpty()) {
            return Outcome.DEFAULT;
        }
        return applied.get(applied.size() - 1).isBypass() ? Outcome.BYPASS : Outcome.CACHE;
    }

    private static <T> Optional<T> last(List<CacheRule> applied, Function<CacheRule, Optional<T>> statement) {
        return applied.stream().map(statement).flatMap(Optional::stream).reduce((earlier, later) -> later);
    }

    public boolean isCached() {
        return outcome == Outcome.CACHE;
    }

    /** Whether it bypasses, or may, as far as is known. */
    public boolean mayBypass() {
        return outcome == Outcome.BYPASS || uncertain.stream().anyMatch(CacheRule::isBypass);
    }
}

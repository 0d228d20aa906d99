package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.expression.Match;
import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.rules.CacheDecision;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.Mitigation;
import dev.seaworthy.cdn.rules.Rule;
import dev.seaworthy.cdn.rules.SecurityRule;
import dev.seaworthy.cdn.rules.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the rules do to one request, in the order in which it meets them. Immutable. */
public final class Explanation {
    private final List<String> lines = new ArrayList<>();
    private final List<Rule> fired = new ArrayList<>();
    private final SampleRequest request;
    private Optional<CacheDecision> cache = Optional.empty();

    private Explanation(SampleRequest request) {
        this.request = request;
        lines.add(request.toString());
    }

    public static Explanation of(CdnRules rules, SampleRequest request) {
        Explanation explanation = new Explanation(request);
        explanation.walk(rules);
        return explanation;
    }

    private void walk(CdnRules rules) {
        if (firstOf(rules.redirects())) {
            return;
        }
        allOf(rules.configurations());
        List<Skip> skipped = new ArrayList<>();
        if (security(rules.security(), skipped)) {
            return;
        }
        if (!skipped.contains(Skip.RATE_LIMITS)) {
            allOf(rules.rateLimits());
        }
        CacheDecision decision = rules.cacheDecision(request);
        cache = Optional.of(decision);
        fired.addAll(decision.applied());
        decision.applied().forEach(rule -> lines.add("  " + rule));
        decision.uncertain().forEach(this::maybe);
        lines.add("  cache: " + text(decision));
        allOf(rules.headers());
    }

    private boolean firstOf(List<? extends Rule> rules) {
        for (Rule rule : rules) {
            if (meets(rule)) {
                return true;
            }
        }
        return false;
    }

    private void allOf(List<? extends Rule> rules) {
        rules.forEach(this::meets);
    }

    /** Whether the request ends here. */
    private boolean security(List<SecurityRule> rules, List<Skip> skipped) {
        for (SecurityRule rule : rules) {
            if (meets(rule)) {
                skipped.addAll(rule.skips());
                if (rule.action() != Mitigation.SKIP && rule.action() != Mitigation.LOG) {
                    return true;
                }
                if (rule.skips().contains(Skip.REMAINING_CUSTOM_RULES)) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean meets(Rule rule) {
        Match match = rule.when().match(request);
        if (match.isYes()) {
            fired.add(rule);
            lines.add("  " + rule);
        } else if (match.isPossible()) {
            maybe(rule);
        }
        return match.isYes();
    }

    private void maybe(Rule rule) {
        lines.add("  perhaps " + rule);
    }

    private static String text(CacheDecision decision) {
        return switch (decision.outcome()) {
            case DEFAULT -> "no rule; the CDN's own, by the extension of the path";
            case BYPASS -> "bypassed";
            case CACHE ->
                "kept; edge " + decision.edge().map(Object::toString).orElse("as the origin says") + ", browser "
                        + decision.browser().map(Object::toString).orElse("as the origin says");
        };
    }

    /** The rules that fire, in order. */
    public List<Rule> fired() {
        return List.copyOf(fired);
    }

    /** Empty if the request is sent away or kept out before. */
    public Optional<CacheDecision> cache() {
        return cache;
    }

    /** For people: a line for the request, for each rule that fires or may, and for what the cache does. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}

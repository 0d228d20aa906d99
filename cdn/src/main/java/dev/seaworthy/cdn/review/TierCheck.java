package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.rules.CacheKey;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.Characteristic;
import dev.seaworthy.cdn.rules.ConfigurationRule;
import dev.seaworthy.cdn.rules.Mitigation;
import dev.seaworthy.cdn.rules.Polish;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.Rule;
import dev.seaworthy.cdn.rules.SecurityRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan cannot do of what was declared, said before any call. Immutable.
 *
 * <p>{@link Severity#HIGH} is what Cloudflare documents as impossible on the plan; {@link Severity#NOTE} is what we
 * have no such page for, and never refuses.
 */
public final class TierCheck {
    private static final Set<CacheKey.Part> ENTERPRISE_PARTS = Set.of(CacheKey.Part.COUNTRY, CacheKey.Part.LANGUAGE);
    private static final Set<Characteristic> PLAIN =
            Set.of(Characteristic.DATA_CENTRE, Characteristic.IP, Characteristic.IP_WITH_NAT);
    private static final Set<String> FREE_FIELDS = Set.of("http.request.uri.path", "cf.client.bot");
    private static final Set<String> PRO_FIELDS = Set.of(
            "http.request.uri.path",
            "cf.client.bot",
            "http.host",
            "http.request.uri",
            "http.request.full_uri",
            "http.request.uri.query");
    private static final Set<String> BUSINESS_FIELDS = Set.of("http.request.method", "ip.src", "http.user_agent");

    private final Tier tier;
    private final List<Finding> findings = new ArrayList<>();

    private TierCheck(Tier tier) {
        this.tier = tier;
    }

    public static TierCheck of(CdnRules rules, Tier tier) {
        TierCheck check = new TierCheck(tier);
        check.counts(rules);
        rules.all().forEach(check::regex);
        rules.cache().forEach(check::cache);
        rules.security().forEach(check::security);
        rules.rateLimits().forEach(check::rateLimit);
        rules.configurations().forEach(check::configuration);
        check.zone(rules);
        return check;
    }

    private void counts(CdnRules rules) {
        count("cache rules", rules.cache(), tier.rules());
        count("configuration rules", rules.configurations(), tier.rules());
        count("redirects", rules.redirects(), tier.rules());
        count("header rules", rules.headers(), tier.rules());
        count("security rules", rules.security(), tier.securityRules());
        if (tier != Tier.ENTERPRISE) {
            count("rate limits", rules.rateLimits(), tier.rateLimits());
        } else if (rules.rateLimits().size() > tier.rateLimits()) {
            add(
                    Check.PLAN_COUNT,
                    Severity.NOTE,
                    refs(rules.rateLimits(), tier.rateLimits()),
                    "more than " + tier.rateLimits() + " rate limits depend on the contract");
        }
    }

    private void count(String what, List<? extends Rule> rules, int most) {
        if (rules.size() > most) {
            add(
                    Check.PLAN_COUNT,
                    Severity.HIGH,
                    refs(rules, most),
                    tier + " allows " + most + " " + what + ", these are " + rules.size());
        }
    }

    private static List<String> refs(List<? extends Rule> rules, int from) {
        return rules.subList(from, rules.size()).stream().map(Rule::ref).toList();
    }

    private void regex(Rule rule) {
        if (rule.when().usesRegex()) {
            needs(Tier.BUSINESS, rule, "regular expressions");
        }
    }

    private void cache(CacheRule rule) {
        Optional<Duration> ttl = rule.edge().flatMap(edge -> edge.ttl());
        if (ttl.isPresent() && ttl.get().compareTo(tier.leastEdgeTtl()) < 0) {
            value(rule, "an edge TTL of at least " + tier.leastEdgeTtl().toSeconds() + " s");
        }
        if (rule.edge().map(edge -> !edge.byStatus().isEmpty()).orElse(false) && tier != Tier.ENTERPRISE) {
            add(
                    Check.PLAN_FEATURE,
                    Severity.NOTE,
                    List.of(rule.ref()),
                    "TTLs by status are documented for ENTERPRISE, though cache rules of other plans may take them");
        }
        rule.key()
                .filter(TierCheck::isCustom)
                .ifPresent(key -> needs(
                        Tier.ENTERPRISE, rule, "parameters, headers, cookies, country or language in a cache key"));
    }

    private static boolean isCustom(CacheKey key) {
        return !key.parameters().isEmpty()
                || !key.headers().isEmpty()
                || !key.cookies().isEmpty()
                || ENTERPRISE_PARTS.stream().anyMatch(key::has);
    }

    private void security(SecurityRule rule) {
        if (rule.action() == Mitigation.LOG) {
            needs(Tier.ENTERPRISE, rule, "the action log");
        }
    }

    private void rateLimit(RateLimitRule rule) {
        if (rule.period().compareTo(tier.longestPeriod()) > 0) {
            value(
                    rule,
                    "a period of at most " + tier.longestPeriod().toSeconds() + " s, not "
                            + rule.period().toSeconds());
        }
        rule.timeout().ifPresent(timeout -> timeout(rule, timeout));
        fields(rule);
        if (!PLAIN.containsAll(rule.countedBy())) {
            needs(Tier.ENTERPRISE, rule, "counting by anything but the address");
        } else if (rule.countedBy().contains(Characteristic.IP_WITH_NAT)) {
            needs(Tier.BUSINESS, rule, "telling visitors behind one address apart");
        }
        if (rule.answer().isPresent() && tier == Tier.FREE) {
            add(Check.PLAN_FEATURE, Severity.NOTE, List.of(rule.ref()), "an answer of your own may need PRO or above");
        }
    }

    private void timeout(RateLimitRule rule, Duration timeout) {
        if (timeout.isZero()) {
            needs(Tier.ENTERPRISE, rule, "refusing only what is too much (a timeout of zero)");
        } else if (timeout.compareTo(tier.longestTimeout()) > 0) {
            value(rule, "a timeout of at most " + tier.longestTimeout().toSeconds() + " s, not " + timeout.toSeconds());
        } else if (!RateLimitRule.PERIODS.contains(timeout.toSeconds())) {
            needs(Tier.ENTERPRISE, rule, "a timeout of " + timeout.toSeconds() + " s, which is none of the usual");
        }
    }

    private void fields(RateLimitRule rule) {
        Set<String> fields = rule.when().fields();
        if (tier == Tier.FREE && !FREE_FIELDS.containsAll(fields)) {
            needs(PRO_FIELDS.containsAll(fields) ? Tier.PRO : Tier.BUSINESS, rule, "a rate limit by " + fields);
        } else if (tier == Tier.PRO && !PRO_FIELDS.containsAll(fields)) {
            needs(Tier.BUSINESS, rule, "a rate limit by " + fields);
        } else if (tier == Tier.BUSINESS
                && fields.stream().anyMatch(one -> !PRO_FIELDS.contains(one) && !BUSINESS_FIELDS.contains(one))) {
            needs(Tier.ENTERPRISE, rule, "a rate limit by " + fields);
        }
    }

    private void configuration(ConfigurationRule rule) {
        if (rule.polish().filter(value -> value != Polish.OFF).isPresent()) {
            needs(Tier.PRO, rule, "polish");
        }
    }

    private void zone(CdnRules rules) {
        if (rules.settings().polish().filter(value -> value != Polish.OFF).isPresent() && !tier.isAtLeast(Tier.PRO)) {
            add(Check.PLAN_FEATURE, Severity.HIGH, List.of(), "the zone's polish needs PRO or above");
        }
        if (rules.settings().webp().orElse(false) && !tier.isAtLeast(Tier.PRO)) {
            add(Check.PLAN_VALUE, Severity.NOTE, List.of(), "the zone's WebP is likely to need PRO or above");
        }
    }

    private void needs(Tier least, Rule rule, String what) {
        if (!tier.isAtLeast(least)) {
            String above = least == Tier.ENTERPRISE ? "" : " or above";
            add(Check.PLAN_FEATURE, Severity.HIGH, List.of(rule.ref()), what + " needs " + least + above);
        }
    }

    private void value(Rule rule, String allowed) {
        add(Check.PLAN_VALUE, Severity.HIGH, List.of(rule.ref()), tier + " takes " + allowed);
    }

    private void add(Check check, Severity severity, List<String> refs, String reason) {
        findings.add(new Finding(check, severity, refs, reason));
    }

    /** What the plan cannot do first, then what we are not sure of. */
    public List<Finding> findings() {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    /** Whether the plan can do all, as far as is documented. */
    public boolean fits() {
        return findings().stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    /**
     * Refuses what the plan cannot do.
     *
     * @throws IllegalArgumentException that names all of it, if there is any
     */
    public void refuse() {
        if (!fits()) {
            throw new IllegalArgumentException(
                    "Plan " + tier + " (as of " + Tier.AS_OF + ") cannot do this:\n- " + this);
        }
    }

    /** One finding a line. */
    @Override
    public String toString() {
        return findings().stream().map(Finding::toString).collect(Collectors.joining("\n- "));
    }
}

package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.rules.BrowserTtl;
import dev.seaworthy.cdn.rules.CacheDecision;
import dev.seaworthy.cdn.rules.CacheKey;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.EdgeTtl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What cache rules do to each other, and to visitors. */
final class CacheChecks {
    /** Where sites answer one visitor and no other. */
    private static final List<String> PRIVATE =
            List.of("/api/x", "/auth/x", "/login", "/account/x", "/admin/x", "/checkout/x");

    private static final Pattern FILES = Pattern.compile("/(?:static|assets|images?|img|fonts?|css|js|media|public"
            + "|build|dist|_next|_nuxt|_app|favicon)(?:[/.].*)?|.*\\.[A-Za-z0-9]{2,5}");
    private static final Pattern HASHED = Pattern.compile("/(?:_next/static|_nuxt|_app/immutable|assets)/.*");
    private static final Duration SHORT = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofDays(1);

    private final Trials trials;
    private final Findings findings;
    private final Map<String, CacheDecision> decisions = new HashMap<>();

    CacheChecks(Trials trials, Findings findings) {
        this.trials = trials;
        this.findings = findings;
    }

    void run() {
        trials.cachePaths().forEach(this::overlaps);
        PRIVATE.forEach(path -> privacy(path, path + "/x.css"));
        for (CacheRule rule : trials.rules().cache()) {
            if (rule.isBypass()) {
                trials.pathsOf(rule).forEach(path -> privacy(path, stem(path) + "/x.css"));
            } else {
                reach(rule);
                cookies(rule);
                browsers(rule);
            }
        }
    }

    private void overlaps(String path) {
        List<CacheRule> applied = decision(path).applied();
        if (applied.size() < 2) {
            return;
        }
        CacheRule last = applied.get(applied.size() - 1);
        if (last.isBypass()) {
            return;
        }
        List<CacheRule> earlier = applied.subList(0, applied.size() - 1);
        Optional<CacheRule> bypass =
                earlier.stream().filter(CacheRule::isBypass).reduce((a, b) -> b);
        bypass.ifPresent(one -> findings.add(
                Check.BYPASS_OVERRIDDEN,
                Severity.HIGH,
                refs(one, last),
                "the later rule wins, so " + path + " is cached though it shall not be; put the bypass last"));
        CacheRule before = earlier.get(earlier.size() - 1);
        if (bypass.isEmpty() && replaces(before, last)) {
            findings.add(
                    Check.CACHE_OVERRIDDEN,
                    Severity.LOW,
                    refs(before, last),
                    "both fit " + path
                            + ", and what the later one states wins; narrow one of them if that is not meant");
        }
    }

    private static boolean replaces(CacheRule before, CacheRule last) {
        boolean edge = last.edge().isPresent() && !last.edge().equals(before.edge());
        boolean browser = last.browser().isPresent() && !last.browser().equals(before.browser());
        return edge || browser;
    }

    private void privacy(String path, String disguised) {
        CacheDecision plain = decision(path);
        if (plain.isCached() && PRIVATE.contains(path)) {
            findings.add(
                    Check.PRIVATE_CACHED,
                    Severity.HIGH,
                    refs(last(plain)),
                    path + " is cached, and its kind answers one visitor alone; add a bypass behind the rule");
        }
        CacheDecision other = decision(disguised);
        boolean armoured =
                other.key().map(key -> key.has(CacheKey.Part.DECEPTION_ARMOR)).orElse(false);
        if (!plain.isCached() && other.isCached() && !armoured) {
            findings.add(
                    Check.CACHE_DECEPTION,
                    Severity.HIGH,
                    refs(last(other)),
                    disguised + " is cached while " + path + " is not: who lures a visitor there reads the answer from"
                            + " the cache; add a bypass behind the rule, or DECEPTION_ARMOR to its key");
        }
    }

    private void reach(CacheRule rule) {
        List<String> paths = trials.pathsOf(rule);
        if (!paths.isEmpty()
                && paths.stream().allMatch(path -> decision(path).outcome() == CacheDecision.Outcome.BYPASS)) {
            findings.add(
                    Check.NEVER_CACHES,
                    Severity.LOW,
                    refs(rule, last(decision(paths.get(0)))),
                    "a later bypass takes " + paths.get(0) + " and all like it; remove the rule, or narrow the bypass");
        }
    }

    private void cookies(CacheRule rule) {
        boolean overrides = rule.edge()
                .map(edge -> edge.mode() == EdgeTtl.Mode.OVERRIDE_ORIGIN)
                .orElse(false);
        boolean keyed = rule.key().map(key -> !key.cookies().isEmpty()).orElse(false);
        List<String> paths = trials.pathsOf(rule);
        for (String path : paths.isEmpty() ? List.of("/") : paths) {
            boolean fits = rule.when()
                    .match(trials.at(path).cookie("session", "x").header("authorization", "x"))
                    .isPossible();
            if (overrides && !keyed && fits && !FILES.matcher(path).matches()) {
                findings.add(
                        Check.COOKIES_IGNORED,
                        Severity.MEDIUM,
                        refs(rule),
                        path + " is cached for a visitor with a session as for any; leave out requests that carry the"
                                + " session's cookie, or respect the origin's headers");
            }
        }
    }

    private void browsers(CacheRule rule) {
        Duration ttl = rule.browser().flatMap(BrowserTtl::ttl).orElse(Duration.ZERO);
        List<String> paths = trials.pathsOf(rule);
        boolean hashed = !paths.isEmpty()
                && paths.stream().allMatch(path -> HASHED.matcher(path).matches());
        if (ttl.compareTo(SHORT) > 0 && !hashed) {
            findings.add(
                    Check.LONG_BROWSER_TTL,
                    ttl.compareTo(LONG) > 0 ? Severity.MEDIUM : Severity.LOW,
                    refs(rule),
                    "browsers keep it for " + ttl.toSeconds() + " s, and no purge reaches them; have names of files"
                            + " with a hash of their content, or a short time");
        }
    }

    private CacheDecision decision(String path) {
        return decisions.computeIfAbsent(path, one -> trials.rules().cacheDecision(trials.at(one)));
    }

    private static CacheRule last(CacheDecision decision) {
        return decision.applied().get(decision.applied().size() - 1);
    }

    private static String stem(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static List<String> refs(CacheRule... rules) {
        return List.of(rules).stream().map(CacheRule::ref).toList();
    }
}

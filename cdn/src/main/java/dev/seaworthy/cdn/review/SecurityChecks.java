package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.rules.Mitigation;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.Rule;
import dev.seaworthy.cdn.rules.SecurityRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether rules keep out whom they are meant to. */
final class SecurityChecks {
    private static final String USER_AGENT = "http.user_agent";

    private final Trials trials;
    private final Findings findings;

    SecurityChecks(Trials trials, Findings findings) {
        this.trials = trials;
        this.findings = findings;
    }

    void run() {
        Map<Expression, SecurityRule> ends = new HashMap<>();
        for (SecurityRule rule : trials.rules().security()) {
            userAgents(rule);
            rule.notes().forEach(note -> add(Check.DECLARED_OTHERWISE, Severity.NOTE, rule, note));
            if (ends(rule)) {
                everybody(rule);
                SecurityRule earlier = ends.putIfAbsent(rule.when(), rule);
                if (earlier != null) {
                    findings.add(
                            Check.NEVER_REACHED,
                            Severity.LOW,
                            List.of(earlier.ref(), rule.ref()),
                            "the first of two that fit the same ends the evaluation");
                }
            }
        }
        for (RateLimitRule rule : trials.rules().rateLimits()) {
            anywhere(rule);
        }
        for (Rule rule : trials.rules().all()) {
            unseen(rule);
        }
    }

    private static boolean ends(SecurityRule rule) {
        return rule.action() == Mitigation.BLOCK || rule.action().isChallenge();
    }

    private void everybody(SecurityRule rule) {
        if (rule.when().equals(Expression.always())) {
            add(Check.SHUTS_EVERYBODY_OUT, Severity.HIGH, rule, "fits every request, monitors and search engines too");
        }
    }

    private void userAgents(SecurityRule rule) {
        if (!rule.when().fields().contains(USER_AGENT)) {
            return;
        }
        if (!rule.when().fields().contains("cf.client.bot")) {
            add(
                    Check.USER_AGENT_TRUSTED,
                    Severity.MEDIUM,
                    rule,
                    "anyone can send any user agent, so an exception for one lets all in who claim it, and true search"
                            + " engines may be kept out; ask Field.VERIFIED_BOT for them");
        }
        if (!rule.when().text().contains("lower(" + USER_AGENT + ")")) {
            add(
                    Check.CASE_SENSITIVE,
                    Severity.LOW,
                    rule,
                    "comparisons tell capital from small letters: \"bot\" is not in \"EvilBot\"; compare lower()");
        }
    }

    private void anywhere(RateLimitRule rule) {
        for (String path : trials.pathsOf(rule)) {
            boolean deeper = rule.when().match(trials.at("/x" + path)).isYes();
            if (deeper && !rule.when().match(trials.at("/x")).isPossible()) {
                add(
                        Check.PATH_ANYWHERE,
                        Severity.LOW,
                        rule,
                        "counts /x" + path + " as " + path + "; name where the path begins");
            }
        }
    }

    private void unseen(Rule rule) {
        if (rule.when().isRaw() || rule.when().usesRegex()) {
            add(
                    Check.NOT_EVALUATED,
                    Severity.NOTE,
                    rule,
                    "has a raw text or a regular expression, so this review does not know what it fits");
        }
    }

    private void add(Check check, Severity severity, Rule rule, String reason) {
        findings.add(check, severity, List.of(rule.ref()), reason);
    }
}

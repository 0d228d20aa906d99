package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.ParsedPolicy;
import dev.seaworthy.security.csp.audit.CspAudit;
import dev.seaworthy.security.csp.audit.Finding;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Answer;
import dev.seaworthy.security.scan.visit.Observed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policies of the page, by header and by {@code meta}: what one of them forbids is forbidden. */
final class CspRules {
    private static final String HEADER = "Content-Security-Policy";
    private static final String REPORT_ONLY = "Content-Security-Policy-Report-Only";

    private static final String NONCE = "'nonce-";
    private static final Pattern NONCE_VALUE = Pattern.compile("(?i)nonce-.");
    private static final int MOST_AUDITED = 16 * 1024;

    /** Those that count in a header alone (CSP Level 3 §3.3). */
    private static final Set<String> IGNORED_IN_META = Set.of("frame-ancestors", "report-uri", "sandbox");

    private final Findings findings;

    CspRules(Findings findings) {
        this.findings = findings;
    }

    void judge(Observed observed, Html html) {
        List<ParsedPolicy> sent = sent(observed.page(), HEADER);
        List<ParsedPolicy> policies = new ArrayList<>(sent);
        html.httpEquiv(HEADER).stream().map(ParsedPolicy::of).forEach(meta -> {
            tellIgnored(meta);
            ParsedPolicy counting = without(meta, IGNORED_IN_META);
            if (!counting.directives().isEmpty()) {
                policies.add(counting);
            }
        });
        if (policies.isEmpty()) {
            boolean reports = observed.page().has(REPORT_ONLY);
            findings.rate(reports ? Rating.CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED : Rating.CSP_NOT_IMPLEMENTED, "");
        } else {
            findings.rate(rating(policies, observed.page().isSecure()), "");
            audit(policies);
            inline(policies, html);
        }
        observed.again().ifPresent(again -> nonces(observed.page(), again));
    }

    private static List<ParsedPolicy> sent(Answer answer, String header) {
        return answer.all(header).stream()
                .flatMap(value -> ParsedPolicy.ofHeader(value).stream())
                .toList();
    }

    private static Rating rating(List<ParsedPolicy> policies, boolean overTls) {
        Set<PolicyWeakness> common = EnumSet.allOf(PolicyWeakness.class);
        policies.forEach(policy -> common.retainAll(PolicyReading.of(policy, overTls)));
        boolean startsClosed = policies.stream()
                .anyMatch(policy -> policy.values(Directive.DEFAULT_SRC).equals(List.of("'none'")));
        return common.stream()
                .findFirst()
                .map(PolicyWeakness::rating)
                .orElse(startsClosed ? Rating.CSP_NO_UNSAFE_DEFAULT_SRC_NONE : Rating.CSP_NO_UNSAFE);
    }

    private void audit(List<ParsedPolicy> policies) {
        List<String> texts = bounded(policies);
        List<Finding> audited =
                texts.isEmpty() ? List.of() : CspAudit.ofHeader(texts).findings();
        audited.stream()
                .filter(finding -> severity(finding).isPresent())
                .forEach(finding -> findings.tell(
                        "csp-" + finding.check().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        severity(finding).orElseThrow(),
                        hidden(finding.directive()) + ": " + finding.advice(),
                        hidden(finding.value()),
                        ""));
    }

    /** As many of them as are audited: what is longer no page needs, and takes time and room without bound. */
    private List<String> bounded(List<ParsedPolicy> policies) {
        List<String> texts = new ArrayList<>();
        int left = MOST_AUDITED;
        for (String text : policies.stream().map(CspRules::text).toList()) {
            if (text.length() > left) {
                if (text.lastIndexOf(' ', left) > 0) {
                    texts.add(text.substring(0, text.lastIndexOf(' ', left)));
                }
                findings.tell(
                        "csp-audited-in-part",
                        Severity.MEDIUM,
                        "The policies are so long that the first " + MOST_AUDITED + " characters alone were audited",
                        "",
                        "State fewer sources");
                break;
            }
            texts.add(text);
            left -= text.length();
        }
        return texts;
    }

    /** Without what follows the word, however it is written. */
    private static String hidden(String text) {
        return NONCE_VALUE.matcher(text).find() ? "a nonce" : text;
    }

    /** The word is of any case, the rest is not. */
    private static boolean isNonce(String value) {
        return value.regionMatches(true, 0, NONCE, 0, NONCE.length());
    }

    /** Empty where there is no fault. */
    private static Optional<Severity> severity(Finding finding) {
        return switch (finding.severity()) {
            case HIGH -> Optional.of(Severity.HIGH);
            case SYNTAX, MEDIUM, HIGH_MAYBE -> Optional.of(Severity.MEDIUM);
            case MEDIUM_MAYBE, LOW -> Optional.of(Severity.LOW);
            case STRICT_CSP, INFO, LOW_MAYBE -> Optional.of(Severity.NOTE);
            case NONE -> Optional.empty();
        };
    }

    /** In a {@code meta} a comma parts no policies, and no source has one. */
    private static String text(ParsedPolicy policy) {
        return policy.directives().entrySet().stream()
                .map(directive -> (directive.getKey() + " " + String.join(" ", directive.getValue())).strip())
                .collect(Collectors.joining("; "))
                .replace(",", "%2C");
    }

    private void tellIgnored(ParsedPolicy meta) {
        List<String> ignored = meta.directives().keySet().stream()
                .filter(IGNORED_IN_META::contains)
                .toList();
        if (!ignored.isEmpty()) {
            findings.hold(
                    "csp-ignored-in-meta",
                    Severity.LOW,
                    "A meta element states what counts in a header alone",
                    String.join(", ", ignored),
                    "Send it as the header " + HEADER);
        }
    }

    private static ParsedPolicy without(ParsedPolicy policy, Set<String> names) {
        return new ParsedPolicy(
                policy.directives().entrySet().stream()
                        .filter(directive -> !names.contains(directive.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new)),
                policy.duplicates(),
                policy.skipped());
    }

    /** A hash may be of such a script, and is not reckoned here. */
    private void inline(List<ParsedPolicy> policies, Html html) {
        boolean asksForNonce = policies.stream()
                .map(policy ->
                        policy.values(policy.has(Directive.SCRIPT_SRC) ? Directive.SCRIPT_SRC : Directive.DEFAULT_SRC))
                .anyMatch(sources -> sources.stream().anyMatch(CspRules::isNonce)
                        && sources.stream().noneMatch(source -> source.startsWith("'sha")));
        long without = html.scripts().stream()
                .filter(script -> script.attribute("src").isEmpty())
                .filter(script -> script.attribute("nonce").isEmpty())
                .filter(script -> !script.attribute("type").orElse("").contains("json"))
                .count();
        if (asksForNonce && without > 0) {
            findings.tell(
                    "inline-script-without-nonce",
                    Severity.NOTE,
                    "The policy asks for a nonce, and browsers do not run inline scripts without it",
                    without + " of them",
                    "Give them the nonce of the response, or take them out");
        }
    }

    private void nonces(Answer page, Answer again) {
        Set<String> both = new HashSet<>(nonces(page));
        both.retainAll(nonces(again));
        if (!both.isEmpty()) {
            findings.hold(
                    "nonce-reused",
                    Severity.HIGH,
                    "Two answers had the same nonce in their policies, so an injected script can know it",
                    both.size() == 1 ? "one nonce" : both.size() + " nonces",
                    "Make a nonce of 128 random bits for each response, and let no cache keep the page");
        }
    }

    private static Set<String> nonces(Answer answer) {
        Stream<ParsedPolicy> sent = Stream.of(HEADER, REPORT_ONLY).flatMap(header -> sent(answer, header).stream());
        Stream<ParsedPolicy> stated = answer.isHtml()
                ? Html.of(answer.body()).httpEquiv(HEADER).stream().map(ParsedPolicy::of)
                : Stream.of();
        return Stream.concat(sent, stated)
                .flatMap(policy -> policy.directives().values().stream())
                .flatMap(List::stream)
                .filter(CspRules::isNonce)
                .map(source -> source.substring(NONCE.length()))
                .collect(Collectors.toSet());
    }
}

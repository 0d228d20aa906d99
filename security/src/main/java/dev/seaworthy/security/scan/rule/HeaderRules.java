package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.ParsedPolicy;
import dev.seaworthy.security.headers.CrossOriginOpenerPolicy;
import dev.seaworthy.security.headers.ReferrerPolicy;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Answer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers of the page, but for its policy, cookies and CORS. */
final class HeaderRules {
    private static final Set<String> PRIVATE =
            Set.of("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin");
    private static final String FRAME_OPTIONS = "X-Frame-Options";
    private static final String OPENER = "Cross-Origin-Opener-Policy";
    private static final List<String> SINGLE = List.of(
            "Content-Type",
            "X-Content-Type-Options",
            FRAME_OPTIONS,
            OPENER,
            "Cross-Origin-Embedder-Policy",
            "Cross-Origin-Resource-Policy",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials");

    private final Findings findings;

    HeaderRules(Findings findings) {
        this.findings = findings;
    }

    void judge(Answer page, Html html) {
        findings.rate(contentTypeOptions(page), shown(page, "X-Content-Type-Options"));
        findings.rate(frameOptions(page), shown(page, FRAME_OPTIONS));
        findings.rate(referrer(page, html), shown(page, "Referrer-Policy"));
        findings.rate(resource(page), shown(page, "Cross-Origin-Resource-Policy"));
        SINGLE.forEach(name -> twice(page, name));
        caching(page);
        if (page.isHtml()) {
            opener(page);
            permissions(page);
        }
    }

    /** The first of its values counts (Fetch standard, "determine nosniff"). */
    private static Rating contentTypeOptions(Answer page) {
        if (!page.has("X-Content-Type-Options")) {
            return Rating.CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED;
        }
        String first = page.first("X-Content-Type-Options").orElse("").split(",", 2)[0];
        return first.strip().equalsIgnoreCase("nosniff")
                ? Rating.CONTENT_TYPE_OPTIONS_NOSNIFF
                : Rating.CONTENT_TYPE_OPTIONS_HEADER_INVALID;
    }

    /** What is said twice counts once, and two words count for none (HTML standard, "X-Frame-Options"). */
    private static Rating frameOptions(Answer page) {
        boolean isRuled = page.all("Content-Security-Policy").stream()
                .flatMap(value -> ParsedPolicy.ofHeader(value).stream())
                .anyMatch(policy -> policy.has(Directive.FRAME_ANCESTORS));
        if (isRuled) {
            return Rating.FRAME_OPTIONS_VIA_CSP;
        }
        Set<String> words = page.all(FRAME_OPTIONS).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (words.equals(Set.of("deny")) || words.equals(Set.of("sameorigin"))) {
            return Rating.FRAME_OPTIONS_SAMEORIGIN_OR_DENY;
        }
        if (words.size() == 1 && words.iterator().next().startsWith("allow-from")) {
            return Rating.FRAME_OPTIONS_ALLOW_FROM_ORIGIN;
        }
        return Set.of("").containsAll(words)
                ? Rating.FRAME_OPTIONS_NOT_IMPLEMENTED
                : Rating.FRAME_OPTIONS_HEADER_INVALID;
    }

    /** The last word that browsers know counts (Referrer Policy §8.1); a {@code meta} comes after the header. */
    private static Rating referrer(Answer page, Html html) {
        List<String> words = Stream.concat(page.all("Referrer-Policy").stream(), html.named("referrer").stream())
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (words.isEmpty()) {
            return Rating.REFERRER_POLICY_NOT_IMPLEMENTED;
        }
        Optional<String> last =
                words.stream().filter(HeaderRules::isReferrerPolicy).reduce((first, second) -> second);
        if (last.isEmpty()) {
            return Rating.REFERRER_POLICY_HEADER_INVALID;
        }
        return PRIVATE.contains(last.get()) ? Rating.REFERRER_POLICY_PRIVATE : Rating.REFERRER_POLICY_UNSAFE;
    }

    private static boolean isReferrerPolicy(String word) {
        return Arrays.stream(ReferrerPolicy.values())
                .anyMatch(policy -> policy.value().equals(word));
    }

    private static Rating resource(Answer page) {
        Optional<String> value = page.first("Cross-Origin-Resource-Policy");
        if (value.isEmpty()) {
            return Rating.CORP_NOT_IMPLEMENTED;
        }
        return switch (value.get().strip().toLowerCase(Locale.ROOT)) {
            case "same-origin" -> Rating.CORP_SAME_ORIGIN;
            case "same-site" -> Rating.CORP_SAME_SITE;
            case "cross-origin" -> Rating.CORP_CROSS_ORIGIN;
            default -> Rating.CORP_HEADER_INVALID;
        };
    }

    private void opener(Answer page) {
        Optional<String> value = page.first(OPENER);
        String word = value.orElse("").split(";", 2)[0].strip();
        if (value.isEmpty()) {
            findings.hold(
                    "opener-policy-missing",
                    Severity.NOTE,
                    "There is no Cross-Origin-Opener-Policy: windows of other sites keep a hold on the page",
                    "",
                    "State same-origin, unless sign-in by pop-up needs same-origin-allow-popups");
        } else if (Arrays.stream(CrossOriginOpenerPolicy.values())
                .noneMatch(policy -> policy.value().equals(word))) {
            findings.hold(
                    "opener-policy-invalid",
                    Severity.LOW,
                    "Cross-Origin-Opener-Policy has no word that browsers know",
                    shown(page, OPENER),
                    "State same-origin");
        }
    }

    private void permissions(Answer page) {
        Optional<String> value = page.first("Permissions-Policy");
        if (value.isEmpty()) {
            findings.hold(
                    "permissions-policy-missing",
                    Severity.NOTE,
                    "There is no Permissions-Policy: injected code may ask for camera, location and the like",
                    "",
                    "State the features that the page does without, as in camera=()");
        } else if (!value.get().contains("=")) {
            findings.hold(
                    "permissions-policy-invalid",
                    Severity.LOW,
                    "Permissions-Policy is no dictionary of features, so browsers ignore it",
                    shown(page, "Permissions-Policy"),
                    "Write camera=(), geolocation=(self)");
        }
    }

    /** Two layers that each add the header; browsers then follow one of them, or none. */
    private void twice(Answer page, String name) {
        List<String> values = page.all(name);
        if (values.size() > 1) {
            boolean areSame = new LinkedHashSet<>(values).size() == 1;
            boolean isCors = name.startsWith("Access-Control");
            findings.hold(
                    "header-twice",
                    areSame && !isCors ? Severity.NOTE : isCors ? Severity.MEDIUM : Severity.LOW,
                    name + " is sent " + values.size() + " times",
                    String.join(" | ", values),
                    "Let one layer send it, and take it from the other");
        }
    }

    /** A cache that others share must not hand out somebody's cookie (RFC 9111 §7.3). */
    private void caching(Answer page) {
        if (!page.has("Set-Cookie")) {
            return;
        }
        String control = String.join(",", page.all("Cache-Control")).toLowerCase(Locale.ROOT);
        boolean isKept = Stream.of("public", "s-maxage=", "max-age=").anyMatch(control::contains);
        if (Stream.of("no-store", "no-cache", "private").noneMatch(control::contains)
                && !control.matches(".*max-age=0(?!\\d).*")) {
            findings.hold(
                    "cookie-cacheable",
                    isKept ? Severity.MEDIUM : Severity.LOW,
                    "The page sets a cookie, and shared caches may keep it",
                    control.isEmpty() ? "no Cache-Control" : "Cache-Control: " + control,
                    "State no-store, or private");
        }
    }

    private static String shown(Answer page, String name) {
        return page.has(name) ? name + ": " + String.join(" | ", page.all(name)) : "";
    }
}

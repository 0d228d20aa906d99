package dev.seaworthy.security.scan.rule;

import dev.seaworthy.core.tls.TlsFinding;
import dev.seaworthy.core.tls.TlsReport;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Answer;
import dev.seaworthy.security.scan.visit.Hosts;
import dev.seaworthy.security.scan.visit.Observed;
import dev.seaworthy.security.scan.visit.PlainRoute;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TLS, and whether visitors are led to it and kept there. */
final class TransportRules {
    /** 180 days: what the Observatory takes for six months. */
    private static final long SIX_MONTHS = 15_552_000;

    private static final String HSTS = "Strict-Transport-Security";
    private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?(\\d{1,18})\"?");

    private final Findings findings;

    TransportRules(Findings findings) {
        this.findings = findings;
    }

    void judge(Observed observed) {
        Answer page = observed.page();
        findings.rate(hsts(page), String.join(" | ", page.all(HSTS)));
        findings.rate(redirection(observed.plain()), route(observed.plain()));
        if (page.isSecure()) {
            observed.tls().ifPresentOrElse(this::judge, this::notAsked);
        } else if (!Hosts.isLoopback(page.url())) {
            findings.hold(
                    "no-tls",
                    Severity.HIGH,
                    "The page comes over plain HTTP: whoever is on its way reads and changes it",
                    "",
                    "Serve HTTPS, and lead plain HTTP to it");
        }
    }

    void judge(TlsReport report) {
        report.findings()
                .forEach(finding -> findings.hold(
                        "tls-" + finding.id(), severity(finding), finding.sentence(), "", finding.advice()));
    }

    private void notAsked() {
        findings.hold("tls-unknown", Severity.LOW, "TLS was not asked for: the time was over", "", "Give it more time");
    }

    private static Severity severity(TlsFinding finding) {
        return switch (finding.level()) {
            case FAILURE -> Severity.HIGH;
            case WARNING, UNKNOWN -> Severity.LOW;
            case INFO -> Severity.NOTE;
        };
    }

    private Rating hsts(Answer page) {
        List<String> values = page.all(HSTS);
        if (!page.isSecure()) {
            return Hosts.isLoopback(page.url()) ? Rating.HSTS_NOT_APPLICABLE : Rating.HSTS_NOT_IMPLEMENTED_NO_HTTPS;
        }
        if (values.isEmpty()) {
            return Rating.HSTS_NOT_IMPLEMENTED;
        }
        return values.size() == 1 ? hsts(values.get(0).toLowerCase(Locale.ROOT)) : Rating.HSTS_HEADER_INVALID;
    }

    private Rating hsts(String value) {
        List<String> directives =
                List.of(value.split(";", -1)).stream().map(String::strip).toList();
        List<Matcher> ages = directives.stream()
                .map(MAX_AGE::matcher)
                .filter(Matcher::matches)
                .toList();
        if (ages.size() != 1) {
            return Rating.HSTS_HEADER_INVALID;
        }
        if (!directives.contains("includesubdomains")) {
            findings.tell(
                    "hsts-without-subdomains",
                    Severity.NOTE,
                    "HSTS leaves out the subdomains, from where cookies can be set for this host",
                    value,
                    "State includeSubDomains, once all of them serve HTTPS");
        }
        return Long.parseLong(ages.get(0).group(1)) < SIX_MONTHS
                ? Rating.HSTS_MAX_AGE_LESS_THAN_SIX_MONTHS
                : Rating.HSTS_MAX_AGE_AT_LEAST_SIX_MONTHS;
    }

    private static Rating redirection(PlainRoute plain) {
        if (!plain.wasAsked()) {
            return Rating.REDIRECTION_NOT_APPLICABLE;
        }
        if (plain.route().isEmpty()) {
            return Rating.REDIRECTION_NOT_NEEDED_NO_HTTP;
        }
        return plain.route().size() == 1 ? Rating.REDIRECTION_MISSING : redirected(plain);
    }

    private static Rating redirected(PlainRoute plain) {
        if (plain.leavesHost()) {
            return plain.isSecure(1) ? Rating.REDIRECTION_OFF_HOST_FROM_HTTP : Rating.REDIRECTION_NOT_TO_HTTPS;
        }
        if (!plain.isSecure(plain.route().size() - 1)) {
            return Rating.REDIRECTION_NOT_TO_HTTPS;
        }
        return plain.isSecure(1) ? Rating.REDIRECTION_TO_HTTPS : Rating.REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION;
    }

    /** Without queries, which may hold what is nobody's business. */
    private static String route(PlainRoute plain) {
        return String.join(
                " -> ",
                plain.route().stream()
                        .map(url -> url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath())
                        .toList());
    }
}

package dev.seaworthy.security.scan.rule;

import dev.seaworthy.core.tls.TlsReport;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Observed;
import java.util.List;
import java.util.Optional;

/**
 * What all rules together say.
 *
 * @param ratings one for each of the Observatory's tests; none if there is no page
 * @param findings the worst first
 * @param best the best grade that findings beside those tests let through
 */
public record Judgement(List<Rating> ratings, List<ScanFinding> findings, Grade best) {
    /** From here on the Observatory counts what a page does beyond the necessary. */
    private static final int LEAST_FOR_EXTRA_CREDIT = 90;

    private static final int PERFECT = 100;

    public static Judgement of(Observed observed) {
        Findings findings = new Findings();
        TransportRules transport = new TransportRules(findings);
        transport.judge(observed);
        Html html = observed.page().isHtml() ? Html.of(observed.page().body()) : Html.NONE;
        new CspRules(findings).judge(observed, html);
        new HeaderRules(findings).judge(observed.page(), html);
        new ScriptRules(findings).judge(observed.page(), html);
        new CookieRules(findings).judge(observed);
        new CorsRules(findings).judge(observed.cors());
        new OtherAnswerRules(findings).judge(observed);
        return findings.judgement();
    }

    /** Without a page to judge. */
    public static Judgement without(String reason, Optional<TlsReport> tls) {
        Findings findings = new Findings();
        findings.tell("inconclusive", Severity.HIGH, reason, "", "");
        tls.ifPresent(new TransportRules(findings)::judge);
        return findings.judgement();
    }

    /** As the Observatory reckons: from 100 down, and up again only from 90. */
    public int score() {
        int taken = ratings.stream()
                .mapToInt(rating -> Math.min(0, rating.modifier()))
                .sum();
        int given = ratings.stream()
                .mapToInt(rating -> Math.max(0, rating.modifier()))
                .sum();
        int score = PERFECT + taken;
        return Math.max(0, score >= LEAST_FOR_EXTRA_CREDIT ? score + given : score);
    }

    public Grade grade() {
        return Grade.of(score()).heldAt(best);
    }
}

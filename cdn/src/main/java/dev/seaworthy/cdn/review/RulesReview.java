package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.rules.CdnRules;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with rules that are each right by themselves. Immutable.
 *
 * <p>Each rule's own paths are tried with all rules, so a finding names a request that proves it.
 *
 * <p><b>Not covered</b>: overlaps by anything but the path, and rules of others in the zone.
 */
public final class RulesReview {
    private static final String ANY_SITE = "https://www.example.com/";

    private final List<Finding> findings;

    private RulesReview(List<Finding> findings) {
        this.findings = findings;
    }

    /** For rules that name no host. */
    public static RulesReview of(CdnRules rules) {
        return of(rules, ANY_SITE);
    }

    /** For rules of a site: its URL, as visitors know it. */
    public static RulesReview of(CdnRules rules, String site) {
        Trials trials = new Trials(rules, site);
        Findings findings = new Findings();
        new CacheChecks(trials, findings).run();
        new RedirectChecks(trials, findings).run();
        new SecurityChecks(trials, findings).run();
        new SettingsChecks(trials, findings).run();
        return new RulesReview(findings.sorted());
    }

    /** The worst first. */
    public List<Finding> findings() {
        return findings;
    }

    /** Those of this severity, or worse. */
    public List<Finding> findings(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity().isAtLeast(severity))
                .toList();
    }

    /**
     * Refuses rules that are so bad.
     *
     * @throws IllegalArgumentException that names all findings of this severity, or worse, if there is any
     */
    public void failOn(Severity severity) {
        List<Finding> failing = findings(severity);
        if (!failing.isEmpty()) {
            throw new IllegalArgumentException("CDN rules are not safe:\n- "
                    + failing.stream().map(Finding::toString).collect(Collectors.joining("\n- ")));
        }
    }

    /** One finding a line. */
    @Override
    public String toString() {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}

package dev.seaworthy.cdn.probe.verdict;

import dev.seaworthy.cdn.probe.field.Printable;
import java.util.Comparator;
import java.util.List;

/**
 * What a probe says of one URL. Immutable.
 *
 * @param url without its query
 * @param expected what was declared: {@code never cached}
 * @param findings the worst first; one is there at least
 * @param tries each answer, in order
 */
public record UrlVerdict(String url, String expected, List<CacheFinding> findings, List<Observation> tries) {
    public UrlVerdict {
        url = Printable.text(url);
        findings = findings.stream()
                .sorted(Comparator.comparing(CacheFinding::kind, Comparator.comparing(FindingKind::severity)))
                .toList();
        tries = List.copyOf(tries);
    }

    /** Whether nothing was found that is {@link Severity#LOW} or worse. */
    public boolean isClean() {
        return findings(Severity.LOW).isEmpty();
    }

    public boolean has(FindingKind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** Those of this severity, or worse. */
    public List<CacheFinding> findings(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity().isAtLeast(severity))
                .toList();
    }
}

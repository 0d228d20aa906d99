package dev.seaworthy.security.csp.report;

import java.time.Instant;

/**
 * Violations of one kind. Its texts are printable ASCII of a fixed form, whatever was sent. Immutable.
 *
 * @param directive {@code unknown} if CSP has none of the reported name
 * @param blocked an origin, a scheme such as {@code data:}, a word of CSP such as {@code inline}, or {@code other}
 * @param documentPath of the page, without query and fragment
 * @param enforced whether the browser stopped it; it does not for a report-only policy
 */
public record ViolationGroup(
        String directive,
        String blocked,
        String documentPath,
        boolean enforced,
        long count,
        Instant firstSeen,
        Instant lastSeen) {
    /** {@code script-src-elem blocked inline on /checkout, 12 times since …}. */
    @Override
    public String toString() {
        return "%s %s %s on %s, %d times from %s to %s"
                .formatted(
                        directive,
                        enforced ? "blocked" : "would block",
                        blocked,
                        documentPath,
                        count,
                        firstSeen,
                        lastSeen);
    }
}

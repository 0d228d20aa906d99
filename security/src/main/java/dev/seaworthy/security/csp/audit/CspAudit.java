package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.ParsedPolicy;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is weak in the policies of one response. A source that one policy allows and another forbids is forbidden, so it
 * is no finding. Immutable.
 *
 * <p><b>Guarantees</b>: no text makes it fail, and what it shows of a text is printable ASCII.
 *
 * <p><b>Not covered</b>: what the hosts of a policy serve; {@link Severity#MEDIUM_MAYBE} asks you to look.
 */
public final class CspAudit {
    private static final Nonce SAMPLE = new Nonce("c2VhIHdvcnRoeSBzYW1wbGUh");

    private final List<Finding> findings;

    private CspAudit(List<ParsedPolicy> policies) {
        Set<Finding> found = new LinkedHashSet<>();
        if (policies.isEmpty()) {
            found.add(noPolicy());
        } else {
            Policies all = new Policies(policies);
            Stream.of(new SyntaxChecks(all), new ScriptChecks(all), new SourceChecks(all), new MissingChecks(all))
                    .map(Checks::find)
                    .forEach(found::addAll);
            found.addAll(new StrictChecks(all).find());
        }
        findings =
                found.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    /** Of policies that are sent together. */
    public static CspAudit of(ContentSecurityPolicy... policies) {
        return ofHeader(Stream.of(policies).map(CspAudit::text).toList());
    }

    /** Of the header's value, or of several if it was sent more than once. */
    public static CspAudit ofHeader(String... values) {
        return ofHeader(List.of(values));
    }

    /** As {@link #ofHeader(String...)}. */
    public static CspAudit ofHeader(Collection<String> values) {
        return new CspAudit(values.stream()
                .flatMap(value -> ParsedPolicy.ofHeader(value).stream())
                .toList());
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

    /** {@link Severity#NONE} if there is no finding. */
    public Severity worst() {
        return findings.isEmpty() ? Severity.NONE : findings.get(0).severity();
    }

    /**
     * Refuses policies that are so weak.
     *
     * @throws IllegalArgumentException that names all findings of this severity, or worse, if there is any
     */
    public void failOn(Severity severity) {
        List<Finding> failing = findings(severity);
        if (!failing.isEmpty()) {
            throw new IllegalArgumentException("Content-Security-Policy is weak:\n- "
                    + failing.stream().map(Finding::toString).collect(Collectors.joining("\n- ")));
        }
    }

    private static String text(ContentSecurityPolicy policy) {
        return policy.usesNonce() ? policy.render(true, SAMPLE) : policy.render(true);
    }

    private static Finding noPolicy() {
        return new Finding(
                Check.NO_POLICY,
                Severity.HIGH,
                "Content-Security-Policy",
                "",
                "there is none, so the page may load and run anything; state one");
    }

    @Override
    public String toString() {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}

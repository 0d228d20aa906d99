package dev.seaworthy.security.scan.visit;

import dev.seaworthy.core.tls.TlsReport;
import java.util.List;
import java.util.Optional;

/**
 * All that a scan has seen.
 *
 * @param page what the address answers, after redirects on its own host
 * @param redirects the answers that led to it, and those that plain HTTP leads by
 * @param again the same, asked for a second time
 * @param missing the answer at a path that nobody has
 * @param tls empty if the page came over plain HTTP, or there was no time left
 * @param unanswered what was asked for in vain, and why
 */
public record Observed(
        Answer page,
        List<Answer> redirects,
        Optional<Answer> again,
        Optional<Answer> head,
        Optional<Answer> missing,
        PlainRoute plain,
        List<CorsProbes> cors,
        Optional<TlsReport> tls,
        List<String> unanswered) {}

package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.tls.TlsFinding;
import dev.seaworthy.core.tls.TlsInspection;
import dev.seaworthy.core.tls.TlsReport;
import java.util.Objects;
import java.util.Optional;

/**
 * A host serves TLS as it should: certificates, name, time left, versions, cipher suites. Immutable.
 *
 * <p>A failure of the inspection fails, what it could not find out is an error, and a weakness warns. The sentence is
 * of the worst finding; the figures say how many there are, and how long the certificates last.
 */
public final class TlsCheck implements Check {
    private final TlsInspection inspection;

    private TlsCheck(TlsInspection inspection) {
        this.inspection = inspection;
    }

    public static TlsCheck of(TlsInspection inspection) {
        return new TlsCheck(Objects.requireNonNull(inspection, "inspection"));
    }

    @Override
    public Verdict run() {
        TlsReport report = inspection.run();
        Verdict verdict = verdict(report).with("findings", report.findings().size());
        Optional<Verdict> dated = report.expiresAt().map(end -> verdict.with("expires", end));
        return report.negotiated().isEmpty()
                ? dated.orElse(verdict)
                : dated.orElse(verdict).with("negotiated", report.negotiated().get());
    }

    private static Verdict verdict(TlsReport report) {
        Optional<TlsFinding> worst = report.findings().stream().findFirst();
        if (worst.isEmpty()) {
            return Verdict.passed(report.host() + " serves TLS as it should");
        }
        String sentence = report.host() + ": " + worst.get().sentence() + advice(worst.get());
        return switch (worst.get().level()) {
            case INFO -> Verdict.passed(sentence);
            case WARNING -> Verdict.warned(sentence);
            case UNKNOWN -> Verdict.error(sentence);
            case FAILURE -> Verdict.failed(sentence);
        };
    }

    private static String advice(TlsFinding finding) {
        return finding.advice().isEmpty() ? "" : ". " + finding.advice();
    }
}

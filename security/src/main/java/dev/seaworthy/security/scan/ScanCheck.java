package dev.seaworthy.security.scan;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.ScanFinding;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.util.Optional;

/** The grade of a scan, for the release gate. */
record ScanCheck(SecurityScan scan, Grade wanted) implements Check {
    @Override
    public Verdict run() throws InterruptedException {
        ScanReport report = scan.run();
        Verdict verdict =
                verdict(report).with("findings", report.findings().size()).with("score", report.score());
        return report.grade().map(grade -> verdict.with("grade", grade)).orElse(verdict);
    }

    private Verdict verdict(ScanReport report) {
        Optional<ScanFinding> worst = report.findings().stream().findFirst();
        String told = worst.map(finding -> ": " + finding).orElse("");
        if (report.grade().isEmpty()) {
            return Verdict.error(report.target() + " could not be graded" + told);
        }
        String graded = report.target() + " has grade " + report.grade().get();
        if (!report.isAtLeast(wanted)) {
            return Verdict.failed(graded + " instead of " + wanted + told);
        }
        return report.findings(Severity.MEDIUM).isEmpty()
                ? Verdict.passed(graded)
                : Verdict.warned(graded + ", and a finding to look at" + told);
    }
}

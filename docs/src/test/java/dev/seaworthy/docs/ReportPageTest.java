package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.security.csp.audit.CspAudit;
import dev.seaworthy.security.csp.audit.Severity;
import org.junit.jupiter.api.Test;

/** What one module writes, before the audit of another. */
class ReportPageTest {
    @Test
    void the_page_of_a_report_has_a_policy_that_lets_nothing_in() {
        CspAudit audit = CspAudit.ofHeader(ChecklistReport.htmlContentSecurityPolicy());

        assertThat(audit.findings(Severity.HIGH)).isEmpty();
        assertThat(audit.findings(Severity.MEDIUM)).isEmpty();
    }
}

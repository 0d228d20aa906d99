package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.audit.AuditReport.NotChecked;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditReportTest {
    @Test
    void prints_a_block_for_each_finding_worst_first() {
        AuditReport report = new AuditReport(
                List.of(
                        new Finding(Rule.UNLOGGED_TABLE, Severity.ADVICE, "public.a", "why a.", Optional.empty()),
                        new Finding(
                                Rule.DANGEROUS_SETTING, Severity.CRITICAL, "100% = b", "why b.", Optional.of("X;\nY"))),
                List.of(new NotChecked(Rule.MD5_PASSWORD, "the server said: permission denied")));

        assertThat(report.toString().lines())
                .containsExactly(
                        "1 critical, 0 warning, 1 advice, 1 not checked",
                        "",
                        "CRITICAL  dangerous-setting  100% = b",
                        "  why b.",
                        "  X;",
                        "  Y",
                        "",
                        "ADVICE    unlogged-table  public.a",
                        "  why a.",
                        "",
                        "NOT CHECKED  md5-password  the server said: permission denied");
    }
}

package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One database with all faults, each beside a twin that has it not, in schemas of their own. */
@ParameterizedClass
@EnumSource
class RuleTest {
    private static final List<Fault> FAULTS = IntStream.range(0, Faults.ALL.size())
            .mapToObj(number -> Faults.ALL.get(number).inSchemas(number))
            .toList();

    private final TestDatabase database;

    RuleTest(PostgresServer server) {
        this.database = server.database();
    }

    @BeforeEach
    void prepare() {
        database.execute(Faults.ROLES, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void each_fault_is_found_beside_its_twin_and_the_fixes_of_one_report_mend_all_that_have_one() {
        FAULTS.forEach(fault -> fault.build(database));

        AuditReport report =
                Eventually.last(this::audit, found -> FAULTS.stream().allMatch(fault -> fault.isIn(found)));
        assertSoftly(softly -> FAULTS.forEach(fault -> softly.assertThat(fault.findings(report))
                .as(fault.toString())
                .singleElement()
                .matches(finding -> finding.object().equals(fault.object()), "of " + fault.object())
                .matches(finding -> finding.fix().isPresent() == fault.hasFix(), "with a fix: " + fault.hasFix())));

        FAULTS.forEach(fault -> database.execute(fault.beforeFix().toArray(String[]::new)));
        assertThat(report.findings().stream().flatMap(finding -> Fixes.failure(database, finding).stream()))
                .isEmpty();
        AuditReport after = Eventually.last(this::audit, now -> mendable(now).isEmpty());
        assertThat(mendable(after)).isEmpty();
        assertThat(after.findings()).isNotEmpty();
    }

    @Test
    void each_rule_has_its_fault() {
        assertThat(Stream.concat(FAULTS.stream().map(Fault::rule), Faults.ELSEWHERE.stream()))
                .contains(Rule.values());
    }

    private AuditReport audit() {
        AuditReport report = Audits.all().build().run(database.dataSource());
        assertThat(report.notChecked()).isEmpty();
        return report;
    }

    private static List<Finding> mendable(AuditReport report) {
        return report.findings().stream()
                .filter(finding -> finding.fix().isPresent())
                .toList();
    }
}

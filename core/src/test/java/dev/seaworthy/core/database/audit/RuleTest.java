package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Of each fault, one database that has it beside a twin that has not. */
@ParameterizedClass
@EnumSource
class RuleTest {
    static final List<Fault> FAULTS = Faults.ALL;

    private final PostgresServer server;
    private final TestDatabase database;

    RuleTest(PostgresServer server) {
        this.server = server;
        this.database = server.database();
    }

    @BeforeEach
    void prepare() {
        database.execute(Faults.ROLES, "REVOKE CREATE ON SCHEMA public FROM PUBLIC", "CREATE SCHEMA \"My App\"");
        database.execute("GRANT USAGE ON SCHEMA \"My App\" TO audit_anon");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("FAULTS")
    void a_fault_is_found_beside_its_twin_and_the_fix_mends_it(Fault fault) {
        build(fault);

        Finding finding = Eventually.get(() -> found(fault), findings -> findings.size() == 1)
                .get(0);
        assertThat(finding.object()).isEqualTo(fault.object());
        assertThat(finding.fix().isPresent()).isEqualTo(fault.hasFix());
        if (fault.hasFix()) {
            database.execute(fault.beforeFix().toArray(String[]::new));
            database.execute(finding.fix().orElseThrow().split(";\n"));
            Eventually.get(() -> found(fault), List::isEmpty);
        }
    }

    @Test
    void each_rule_has_its_fault() {
        assertThat(Stream.concat(FAULTS.stream().map(Fault::rule), Faults.ELSEWHERE.stream()))
                .contains(Rule.values());
    }

    private void build(Fault fault) {
        fault.statements().forEach(sql -> {
            try {
                database.execute(sql);
            } catch (IllegalStateException e) {
                if (!sql.startsWith(Faults.FAILS)) {
                    throw e;
                }
            }
        });
    }

    private List<Finding> found(Fault fault) {
        AuditReport report = audit(fault.rule());
        assertThat(report.notChecked()).isEmpty();
        return report.findings(fault.rule());
    }

    private AuditReport audit(Rule rule) {
        return Audits.only(rule).build().run(database.dataSource());
    }
}

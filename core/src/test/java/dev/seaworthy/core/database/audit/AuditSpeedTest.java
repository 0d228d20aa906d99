package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("endurance")
class AuditSpeedTest {
    @ParameterizedTest
    @EnumSource
    void a_database_of_many_tables_is_audited_in_two_seconds(PostgresServer server) {
        int tables = Endurance.size(100, 500);
        int runs = Endurance.size(5, 20);
        try (TestDatabase database = server.database()) {
            database.execute(Faults.ROLES, """
                    DO $$ BEGIN FOR i IN 1..%d LOOP
                        EXECUTE format('CREATE TABLE t%%s (id serial PRIMARY KEY, parent int, name text)', i);
                        EXECUTE format('CREATE INDEX ON t%%s (name)', i);
                        EXECUTE format('CREATE INDEX ON t%%s (name, parent)', i);
                        EXECUTE format('ALTER TABLE t%%s ADD FOREIGN KEY (parent) REFERENCES t1', i);
                        EXECUTE format('CREATE POLICY p ON t%%s TO audit_anon USING (name = current_user)', i);
                        EXECUTE format('CREATE POLICY q ON t%%s USING (name = current_setting(''a.b'', true))', i);
                        EXECUTE format('GRANT SELECT ON t%%s TO audit_anon', i);
                    END LOOP; END $$
                    """.formatted(tables));
            DatabaseAudit audit = Audits.all().build();

            long[] nanos = LongStream.range(0, runs)
                    .map(run -> nanosOf(audit, database))
                    .sorted()
                    .toArray();
            Duration p95 = Duration.ofNanos(nanos[(int) Math.ceil(0.95 * runs) - 1]);

            System.out.println("audit of " + tables + " tables, p95 of " + runs + " runs: " + p95);
            assertThat(p95).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static long nanosOf(DatabaseAudit audit, TestDatabase database) {
        long start = System.nanoTime();
        AuditReport report = audit.run(database.dataSource());
        long end = System.nanoTime();
        assertThat(report.notChecked()).isEmpty();
        assertThat(report.findings(Rule.TABLE_WITHOUT_ROW_SECURITY)).isNotEmpty();
        return end - start;
    }
}

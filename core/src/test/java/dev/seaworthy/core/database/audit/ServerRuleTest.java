package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules about servers, roles and connections. */
@ParameterizedClass
@EnumSource
class ServerRuleTest {
    private final PostgresServer server;
    private final TestDatabase database;

    ServerRuleTest(PostgresServer server) {
        this.server = server;
        this.database = SharedDatabase.emptied(server);
    }

    @Test
    void a_superuser_is_found_and_a_plain_role_is_not() {
        assertThat(found(Rule.SUPERUSER_CONNECTION))
                .extracting(Finding::object, Finding::severity)
                .containsExactly(tuple("role postgres", Severity.WARNING));
        assertThat(foundAs("audit_owner", Rule.SUPERUSER_CONNECTION)).isEmpty();
    }

    @Test
    void another_session_of_a_superuser_is_advice() throws SQLException {
        try (Connection open = database.dataSource().getConnection()) {
            assertThat(open.isValid(1)).isTrue();

            assertThat(found(Rule.SUPERUSER_CONNECTION))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.WARNING, Severity.ADVICE);
            assertThat(reportAs("audit_owner", Rule.SUPERUSER_CONNECTION).notChecked())
                    .singleElement()
                    .satisfies(blind -> assertThat(blind.why()).contains("1 other sessions", "pg_read_all_stats"));
        }
    }

    @Test
    void a_connection_without_tls_on_this_machine_is_advice() {
        assertThat(found(Rule.TLS_OFF)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
            assertThat(finding.why()).contains("127.0.0.1", "ssl = off");
        });
    }

    @Test
    void a_version_is_near_its_end_six_months_before_it() {
        boolean old = server == PostgresServer.OLDEST;
        Instant end = Instant.parse(old ? "2026-11-12T00:00:00Z" : "2030-11-14T00:00:00Z");

        assertThat(foundOn(end.minus(Duration.ofDays(185)))).isEmpty();
        assertThat(foundOn(end.minus(Duration.ofDays(170))))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(foundOn(end)).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(foundOn(end.plus(Duration.ofDays(1))))
                .extracting(Finding::severity)
                .containsExactly(Severity.CRITICAL);
    }

    @Test
    void a_missing_timeout_is_found_until_the_role_has_it() {
        List<Finding> findings = foundAs("audit_owner", Rule.MISSING_TIMEOUT);

        assertThat(findings)
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.why()).contains("From the fix on, "));
        findings.forEach(this::fix);
        assertThat(foundAs("audit_owner", Rule.MISSING_TIMEOUT)).isEmpty();
        assertThat(found(Rule.MISSING_TIMEOUT)).isEmpty();
    }

    @Test
    void old_transaction_ids_are_found_until_they_are_frozen() {
        database.execute("CREATE TABLE t (id int)");
        String age =
                "UPDATE pg_database SET datfrozenxid = (((txid_current() + 4294967296 - %s) %% 4294967296)::text)::xid"
                        + " WHERE datname = current_database()";

        database.execute(age.formatted("350000000"));
        assertThat(own(Rule.TRANSACTION_WRAPAROUND)).isEmpty();
        database.execute(age.formatted("450000000"));
        assertThat(own(Rule.TRANSACTION_WRAPAROUND))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        database.execute(age.formatted("1300000000"));
        assertThat(own(Rule.TRANSACTION_WRAPAROUND))
                .extracting(Finding::severity)
                .containsExactly(Severity.CRITICAL);

        own(Rule.TRANSACTION_WRAPAROUND).forEach(this::fix);
        assertThat(own(Rule.TRANSACTION_WRAPAROUND)).isEmpty();
    }

    @Test
    void a_public_role_with_too_much_power_is_found() {
        database.execute("CREATE ROLE audit_strong BYPASSRLS");

        List<Finding> findings = found(Rule.PUBLIC_ROLE_BYPASSES_ROW_SECURITY);

        assertThat(findings).extracting(Finding::object).containsExactly("role audit_strong");
        findings.forEach(this::fix);
        assertThat(found(Rule.PUBLIC_ROLE_BYPASSES_ROW_SECURITY)).isEmpty();
    }

    @Test
    void an_idle_transaction_is_found_and_its_query_is_not_told() throws SQLException {
        assertThat(own(Rule.IDLE_IN_TRANSACTION)).isEmpty();
        try (Connection idle = database.dataSource().getConnection()) {
            idle.setAutoCommit(false);
            idle.createStatement().execute("SELECT 'a secret'");

            List<Finding> findings = own(Rule.IDLE_IN_TRANSACTION);

            assertThat(findings).hasSize(1);
            assertThat(findings.toString()).doesNotContain("a secret");
            findings.forEach(this::fix);
            Eventually.get(() -> own(Rule.IDLE_IN_TRANSACTION), List::isEmpty);
        }
    }

    @Test
    void a_slot_that_nobody_reads_is_found() {
        database.execute("SELECT pg_create_physical_replication_slot('audit_slot', true)");

        List<Finding> findings = found(Rule.REPLICATION_SLOT_HOLDS_WAL);

        database.execute("SELECT pg_drop_replication_slot('audit_slot')");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.fix()).isEmpty())
                .extracting(Finding::object, Finding::severity)
                .containsExactly(tuple("replication slot audit_slot", Severity.ADVICE));
        assertThat(found(Rule.REPLICATION_SLOT_HOLDS_WAL)).isEmpty();
    }

    @Test
    void a_dangerous_setting_is_found_where_it_was_made() {
        database.execute("ALTER DATABASE " + database.name() + " SET password_encryption = 'md5'");
        database.execute("ALTER ROLE postgres IN DATABASE " + database.name() + " SET zero_damaged_pages = on");

        List<Finding> findings = found(Rule.DANGEROUS_SETTING);

        assertThat(findings)
                .extracting(Finding::object)
                .contains("password_encryption = md5", "zero_damaged_pages = on");
        findings.stream().filter(finding -> finding.fix().isPresent()).forEach(this::fix);
        assertThat(found(Rule.DANGEROUS_SETTING))
                .extracting(Finding::object)
                .doesNotContain("password_encryption = md5", "zero_damaged_pages = on");
    }

    @Test
    void a_limit_of_connections_is_found_when_it_is_near() {
        String limit = "ALTER DATABASE " + database.name() + " CONNECTION LIMIT ";

        database.execute(limit + 50);
        assertThat(found(Rule.CONNECTIONS_NEAR_LIMIT)).isEmpty();
        database.execute(limit + 1);
        assertThat(found(Rule.CONNECTIONS_NEAR_LIMIT))
                .extracting(Finding::object)
                .containsExactly("database " + database.name());
    }

    @Test
    void trust_over_the_network_is_found() {
        assertThat(found(Rule.TRUST_AUTHENTICATION)).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.object()).matches("pg_hba.conf line \\d+");
            assertThat(finding.why()).contains("without a password");
        });
    }

    @Test
    void an_md5_password_is_found_and_not_told() {
        database.execute(
                "CREATE ROLE audit_strong LOGIN PASSWORD 'md5c5e7ef4a7fd2b1d9f1f9a1bb1bd6a2c1'",
                "ALTER ROLE audit_owner PASSWORD 'plain'");

        assertThat(found(Rule.MD5_PASSWORD)).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("role audit_strong");
            assertThat(finding.toString()).doesNotContain("c5e7");
        });
    }

    @Test
    void a_view_over_a_guarded_table_is_found_however_deep_it_lies() {
        database.execute(
                "CREATE TABLE guarded (id int)",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                "CREATE TABLE open (id int)",
                "CREATE VIEW inner_view AS SELECT * FROM guarded",
                "CREATE VIEW \"Outer\" AS SELECT * FROM inner_view",
                "CREATE VIEW harmless AS SELECT * FROM open",
                "GRANT SELECT ON \"Outer\", harmless TO audit_anon");

        List<Finding> findings = found(Rule.VIEW_BYPASSES_ROW_SECURITY);

        assertThat(findings).extracting(Finding::object).containsExactly("public.\"Outer\"");
        assertThat(findings.get(0).fix().isPresent()).isEqualTo(server == PostgresServer.NEWEST);
        if (server == PostgresServer.NEWEST) {
            fix(findings.get(0));
            assertThat(found(Rule.VIEW_BYPASSES_ROW_SECURITY)).isEmpty();
        }
    }

    private void fix(Finding finding) {
        database.execute(finding.fix().orElseThrow().split(";\n"));
    }

    /** Those that name this database. */
    private List<Finding> own(Rule rule) {
        return found(rule).stream()
                .filter(finding -> finding.object().endsWith(database.name()))
                .toList();
    }

    private List<Finding> found(Rule rule) {
        return foundAs("postgres", rule);
    }

    private List<Finding> foundAs(String role, Rule rule) {
        return reportAs(role, rule).findings(rule);
    }

    private AuditReport reportAs(String role, Rule rule) {
        return Audits.only(rule).build().run(database.dataSource(role));
    }

    private List<Finding> foundOn(Instant day) {
        return Audits.only(Rule.VERSION_END_OF_LIFE)
                .clock(InstantSource.fixed(day))
                .build()
                .run(database.dataSource())
                .findings(Rule.VERSION_END_OF_LIFE);
    }
}

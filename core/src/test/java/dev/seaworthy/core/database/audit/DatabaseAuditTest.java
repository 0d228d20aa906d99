package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.audit.AuditReport.NotChecked;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DatabaseAuditTest {
    private final TestDatabase database;

    DatabaseAuditTest(PostgresServer server) {
        this.database = SharedDatabase.emptied(server);
    }

    @Test
    void an_empty_database_is_seen_in_whole_by_a_superuser() {
        AuditReport report = Audits.all().build().run(database.dataSource());

        assertThat(report.notChecked()).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::object)
                .noneMatch(object -> object.startsWith("public.") || object.startsWith("pg_catalog"));
    }

    @Test
    void a_plain_role_is_told_what_it_may_not_see() {
        database.execute("CREATE TABLE t (id serial)");

        AuditReport report = Audits.all().build().run(database.dataSource("audit_owner"));

        assertThat(report.notChecked())
                .extracting(NotChecked::rule)
                .contains(Rule.TRUST_AUTHENTICATION, Rule.MD5_PASSWORD, Rule.SEQUENCE_NEAR_EXHAUSTION);
        assertThat(report.notChecked())
                .allSatisfy(blind -> assertThat(blind.why()).matches("(?s).*(permission denied|no right).*"));
        assertThat(report.findings(Rule.TABLE_WITHOUT_PRIMARY_KEY)).hasSize(1);
    }

    @Test
    void an_index_is_not_called_unused_before_the_server_has_counted_long_enough() {
        database.execute("CREATE TABLE t (id int)", "CREATE INDEX i ON t (id)");

        AuditReport report = Audits.only(Rule.UNUSED_INDEX)
                .statisticsAge(Duration.ofDays(30))
                .build()
                .run(database.dataSource());

        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked())
                .singleElement()
                .satisfies(blind -> assertThat(blind.why()).contains("less than 30.0 days"));
    }

    @Test
    void one_question_that_waits_for_a_lock_leaves_the_others() throws SQLException {
        database.execute(
                "CREATE TABLE locked (id int)",
                "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
                "CREATE TABLE rest PARTITION OF parted DEFAULT",
                "CREATE INDEX ON locked (id)");
        try (Connection blocker = database.dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE rest, locked IN ACCESS EXCLUSIVE MODE");

            AuditReport report =
                    Audits.all().lockTimeout(Duration.ofMillis(50)).build().run(database.dataSource());

            assertThat(report.notChecked())
                    .contains(new NotChecked(
                            Rule.DEFAULT_PARTITION_HOLDS_ROWS,
                            "the server said: canceling statement due to lock timeout"));
            assertThat(report.findings(Rule.TABLE_WITHOUT_PRIMARY_KEY)).hasSize(2);
            blocker.rollback();
        }
    }

    @Test
    void one_question_that_takes_too_long_leaves_the_others() {
        database.execute(
                "CREATE TABLE t (id int)",
                "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE t%s (id int, other int)', i); END LOOP;"
                        + " END $$");

        AuditReport report =
                Audits.all().statementTimeout(Duration.ofMillis(1)).build().run(database.dataSource());

        assertThat(report.notChecked())
                .isNotEmpty()
                .extracting(NotChecked::why)
                .contains("the server said: canceling statement due to statement timeout");
    }

    @Test
    void a_question_runs_read_only_and_by_names_of_pg_catalog() {
        database.execute(
                "CREATE SCHEMA evil",
                "CREATE TABLE evil.caught (id int)",
                "CREATE FUNCTION evil.format(text, name, name) RETURNS text LANGUAGE sql AS"
                        + " 'INSERT INTO evil.caught VALUES (1) RETURNING ''caught''::text'",
                "ALTER ROLE postgres IN DATABASE " + database.name() + " SET search_path = evil, pg_catalog");
        try {
            AuditReport report = Audits.all().build().run(database.dataSource());

            assertThat(report.notChecked()).isEmpty();
            assertThat(database.query("SELECT * FROM evil.caught")).isEmpty();
        } finally {
            database.execute("ALTER ROLE postgres IN DATABASE " + database.name() + " RESET search_path");
        }
    }

    @Test
    void what_an_extension_owns_is_passed_over() {
        database.execute(
                "CREATE EXTENSION citext",
                "CREATE TABLE of_the_extension (id int)",
                "CREATE TABLE ours (id int)",
                "ALTER EXTENSION citext ADD TABLE of_the_extension");

        AuditReport report = Audits.only(Rule.TABLE_WITHOUT_PRIMARY_KEY).build().run(database.dataSource());

        assertThat(report.findings()).extracting(Finding::object).containsExactly("public.ours");
    }

    @Test
    void looks_at_the_named_schemas_alone() {
        database.execute("CREATE SCHEMA app", "CREATE TABLE app.t (id int)", "CREATE TABLE public.t (id int)");

        AuditReport report = Audits.only(Rule.TABLE_WITHOUT_PRIMARY_KEY)
                .schemas("app")
                .build()
                .run(database.dataSource());

        assertThat(report.findings()).extracting(Finding::object).containsExactly("app.t");
    }

    @Test
    void a_grant_to_public_is_found_without_any_public_role() {
        database.execute("CREATE TABLE t (id int)", "GRANT SELECT ON t TO PUBLIC");

        AuditReport report = Audits.only(Rule.TABLE_WITHOUT_ROW_SECURITY)
                .publicRoles()
                .build()
                .run(database.dataSource());

        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).startsWith("PUBLIC can reach it"));
    }

    @Test
    void a_fix_that_would_fail_is_not_offered() {
        database.execute(
                "CREATE UNLOGGED TABLE parent (id int PRIMARY KEY)",
                "CREATE UNLOGGED TABLE child (id int REFERENCES parent)",
                "CREATE TABLE seen (id serial)",
                "CREATE VIEW sight AS SELECT id FROM seen",
                "CREATE TABLE judged (id serial)",
                "CREATE POLICY p ON judged TO audit_owner USING (id > 0)",
                "CREATE TABLE computed (id serial, twice bigint GENERATED ALWAYS AS (id * 2) STORED)",
                "CREATE TABLE keyed (id serial) PARTITION BY LIST (id)",
                "CREATE TABLE parted (id serial, key int) PARTITION BY LIST (key)",
                "CREATE TABLE part PARTITION OF parted DEFAULT");
        for (String table : List.of("seen", "judged", "computed", "keyed", "parted")) {
            database.execute("SELECT setval('" + table + "_id_seq', 2000000000)");
        }

        AuditReport report = Audits.only(Rule.UNLOGGED_TABLE, Rule.SEQUENCE_NEAR_EXHAUSTION)
                .build()
                .run(database.dataSource());

        assertThat(report.findings())
                .filteredOn(finding -> finding.fix().isPresent())
                .extracting(Finding::object)
                .containsExactly("public.parted_id_seq", "public.parent");
        assertThat(report.findings().stream().flatMap(finding -> Fixes.failure(database, finding).stream()))
                .isEmpty();
        assertThat(report.findings().toString())
                .contains("it refers to public.parent", "Drop first what is made of the column");
    }

    @Test
    void says_that_there_is_no_connection() {
        DataSource source = database.dataSource("nobody_of_this_name");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAudit.builder().build().run(source));
    }

    @Test
    void a_timeout_of_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAudit.builder().lockTimeout(Duration.ZERO))
                .withMessage("lock timeout must be 1 ms or longer: PT0S");
    }
}

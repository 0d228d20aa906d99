package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.audit.AuditReport;
import dev.seaworthy.core.database.audit.DatabaseAudit;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.PgBouncer;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real pooler that lends a session of the server for a transaction, as Supabase has one at port 6543. */
@Tag("needs-pgbouncer")
class PoolerTest extends DatabaseTest {
    private static final DatabaseSetup SETUP = DatabaseSetup.builder()
            .index(Index.named("idx_status")
                    .on("content")
                    .columns("status")
                    .where("status <> 'done'")
                    .build())
            .partitions(TimePartitions.of("events")
                    .by("created_at")
                    .every(CalendarInterval.MONTH)
                    .build())
            .build();

    PoolerTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        database.execute(
                "CREATE TABLE content (id bigint PRIMARY KEY, status text)",
                "CREATE TABLE events (created_at timestamptz NOT NULL) PARTITION BY RANGE (created_at)");
    }

    @Test
    void a_plan_and_a_runway_leave_no_setting_to_the_next_client() throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 1);
                Connection other = bouncer.dataSource().getConnection()) {
            List<String> before = settings(other);

            DatabasePlan plan = SETUP.plan(bouncer.dataSource());
            SETUP.runway(bouncer.dataSource());

            assertThat(plan.toString()).isEqualTo(plan(SETUP).toString());
            assertThat(settings(other)).isEqualTo(before);
        }
    }

    @Test
    void an_audit_leaves_no_setting_to_the_next_client() throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 1);
                Connection other = bouncer.dataSource().getConnection()) {
            List<String> before = settings(other);

            AuditReport report = DatabaseAudit.builder().build().run(bouncer.dataSource());

            assertThat(report.notChecked())
                    .isEqualTo(DatabaseAudit.builder()
                            .build()
                            .run(database.dataSource())
                            .notChecked());
            assertThat(settings(other)).isEqualTo(before);
        }
    }

    @Test
    void a_plan_goes_on_while_other_clients_change_the_sessions() throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 2);
                Connection other = bouncer.dataSource().getConnection()) {
            other.setAutoCommit(false);
            settings(other);

            assertThat(SETUP.plan(bouncer.dataSource()).changes())
                    .hasSameSizeAs(plan(SETUP).changes());
        }
    }

    @Test
    void an_apply_is_refused_before_its_first_change() throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 2);
                Connection other = bouncer.dataSource().getConnection()) {
            List<String> before = settings(other);

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> SETUP.apply(plan(SETUP), bouncer.dataSource()))
                    .withMessageContaining("PgBouncer in transaction mode");
            assertThat(settings(other)).isEqualTo(before);
        }
        assertThat(database.one("SELECT count(*) FROM pg_indexes WHERE indexname = 'idx_status'"))
                .isEqualTo("0");
        assertThat(database.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isEqualTo("0");
    }

    @Test
    void an_apply_is_refused_though_its_connections_begin_transactions() throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 2);
                Connection pooled = bouncer.dataSource().getConnection();
                Connection second = bouncer.dataSource().getConnection()) {
            pooled.setAutoCommit(false);
            second.setAutoCommit(false);

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> SETUP.apply(plan(SETUP), LentDataSource.inTurn(pooled, second)))
                    .withMessageContaining("PgBouncer in transaction mode");
        }
    }

    @Test
    void an_apply_through_a_pooler_in_session_mode_converges() {
        try (PgBouncer bouncer = PgBouncer.inSessionMode(database, 2)) {
            SETUP.apply(plan(SETUP), bouncer.dataSource());
        }

        assertThat(plan(SETUP).changes()).isEmpty();
    }

    private static List<String> settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT array_agg(name || ' = ' || setting ORDER BY name) FROM pg_settings
                        WHERE name IN ('search_path', 'lock_timeout', 'statement_timeout', 'client_min_messages',
                                       'client_connection_check_interval', 'idle_in_transaction_session_timeout')""")) {
            row.next();
            return List.of((String[]) row.getArray(1).getArray());
        }
    }
}

package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PgBouncer;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real PgBouncer. */
@Tag("needs-pgbouncer")
@ParameterizedClass
@EnumSource
class PoolerTest {
    private final TestDatabase database;

    PoolerTest(PostgresServer server) {
        database = server.database();
    }

    @BeforeEach
    void create() {
        Content.create(database);
        Content.addOld(database, 25);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void no_run_in_transaction_mode(int backends) throws SQLException {
        refuses(backends, ArchiveMover::run);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void no_check_in_transaction_mode(int backends) throws SQLException {
        refuses(backends, ArchiveMover::check);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void no_procedure_in_transaction_mode(int backends) throws SQLException {
        refuses(backends, ArchiveMover::procedure);
    }

    /** Another client has the session that the mover was refused in: it finds nothing changed, and no lock. */
    private void refuses(int backends, BiConsumer<ArchiveMover, DataSource> work) throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, backends);
                Connection other = bouncer.dataSource().getConnection()) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> work.accept(Content.mover().build(), bouncer.dataSource()))
                    .withMessageContaining("a pooler in transaction mode")
                    .withMessageContaining("connect to the server itself or to a port in session mode");

            try (ResultSet row = other.createStatement()
                    .executeQuery("SELECT string_agg(name, ', ') FROM pg_settings WHERE source = 'session'"
                            + " AND name IN ('search_path', 'row_security', 'lock_timeout', 'statement_timeout')")) {
                row.next();
                assertThat(row.getString(1)).isNull();
            }
            assertThat(database.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEqualTo("0");
            assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("25");
        }
    }

    @Test
    void no_run_in_transaction_mode_on_sessions_by_turns() throws SQLException {
        try (PgBouncer bouncer = PgBouncer.inTransactionModeByTurns(database, 2);
                Connection one = bouncer.dataSource().getConnection();
                Connection two = bouncer.dataSource().getConnection()) {
            for (Connection each : List.of(one, two)) { // two sessions at once, both free afterwards
                each.setAutoCommit(false);
                each.createStatement().execute("SELECT 1");
            }
            one.commit();
            two.commit();

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Content.mover().build().run(bouncer.dataSource()))
                    .withMessageContaining("a pooler in transaction mode");

            for (Connection each : List.of(one, two)) {
                try (ResultSet row = each.createStatement().executeQuery("SHOW search_path")) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("\"$user\", public");
                }
            }
        }
    }

    @Test
    void all_of_it_in_session_mode() {
        try (PgBouncer bouncer = PgBouncer.inSessionMode(database, 2)) {
            ArchiveMover mover = Content.mover().batchSize(10).build();

            mover.check(bouncer.dataSource());
            assertThat(mover.procedure(bouncer.dataSource())).isEqualTo(mover.procedure(database.dataSource()));
            assertThat(mover.run(bouncer.dataSource()).moved()).isEqualTo(25);
        }
    }

    /** A procedure commits each batch within one statement, which no pooler can take apart. */
    @Test
    void a_call_of_the_procedure_in_transaction_mode() throws SQLException {
        ArchiveMover mover = Content.mover().batchSize(10).build();
        database.execute(mover.procedure(database.dataSource()).sql());

        try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 2);
                Connection caller = bouncer.dataSource().getConnection()) {
            caller.createStatement().execute("CALL " + mover.procedureName().sql() + "()");
        }

        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("25");
    }
}

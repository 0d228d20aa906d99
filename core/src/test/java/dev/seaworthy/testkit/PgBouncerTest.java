package dev.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("needs-pgbouncer")
class PgBouncerTest {
    @Test
    void a_transaction_of_another_client_moves_a_client_to_another_session() throws SQLException {
        try (TestDatabase database = PostgresServer.NEWEST.database();
                PgBouncer bouncer = PgBouncer.inTransactionMode(database, 2);
                Connection one = bouncer.dataSource().getConnection();
                Connection two = bouncer.dataSource().getConnection()) {
            String first = one(one, "SELECT pg_backend_pid()");
            two.setAutoCommit(false);

            assertThat(one(two, "SELECT pg_backend_pid()")).isEqualTo(first);
            assertThat(one(one, "SELECT pg_backend_pid()")).isNotEqualTo(first);
        }
    }

    @Test
    void what_a_client_sets_is_there_for_the_next_one_in_transaction_mode() throws SQLException {
        try (TestDatabase database = PostgresServer.NEWEST.database();
                PgBouncer bouncer = PgBouncer.inTransactionMode(database, 1);
                Connection one = bouncer.dataSource().getConnection();
                Connection two = bouncer.dataSource().getConnection()) {
            one(one, "SELECT set_config('lock_timeout', '7s', false)");

            assertThat(one(two, "SHOW lock_timeout")).isEqualTo("7s");
        }
    }

    @Test
    void a_client_keeps_its_session_in_session_mode() throws SQLException {
        try (TestDatabase database = PostgresServer.NEWEST.database();
                PgBouncer bouncer = PgBouncer.inSessionMode(database, 2);
                Connection one = bouncer.dataSource().getConnection();
                Connection two = bouncer.dataSource().getConnection()) {
            String first = one(one, "SELECT pg_backend_pid()");

            assertThat(one(two, "SELECT pg_backend_pid()")).isNotEqualTo(first);
            assertThat(one(one, "SELECT pg_backend_pid()")).isEqualTo(first);
        }
    }

    @Test
    void a_user_of_its_own_comes_through_and_nobody_after_the_end() throws SQLException {
        DataSource source;
        try (TestDatabase database = PostgresServer.NEWEST.database()) {
            String user = "user_of_" + database.name();
            database.execute("CREATE ROLE " + user + " LOGIN");
            try (PgBouncer bouncer = PgBouncer.inTransactionMode(database, 1, user)) {
                source = bouncer.dataSource(user);
                try (Connection connection = source.getConnection()) {
                    assertThat(one(connection, "SELECT current_user")).isEqualTo(user);
                }
            }
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> source.getConnection().close())
                .satisfies(failure -> assertThat(failure.getSQLState()).isEqualTo("08001"));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

package dev.seaworthy.core.database.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class SessionTest {
    private final PostgresServer server;
    private final TestDatabase database;

    SessionTest(PostgresServer server) {
        this.server = server;
        this.database = server.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void knows_the_version_of_the_server() {
        try (Session session = Session.open(database.dataSource())) {
            assertThat(session.isAtLeast(14)).isTrue();
            assertThat(session.isAtLeast(18)).isEqualTo(server == PostgresServer.NEWEST);
        }
    }

    @Test
    void gives_the_connection_back_as_it_came() throws SQLException {
        try (Connection pooled = database.dataSource().getConnection()) {
            pooled.createStatement().execute("SET lock_timeout = '77ms'; SET search_path = app, public");
            pooled.setAutoCommit(false);

            try (Session session = Session.open(lending(pooled))) {
                session.set("lock_timeout", "1234ms");
                assertThat(session.one("SHOW lock_timeout")).isEqualTo("1234ms");
            }

            assertThat(pooled.getAutoCommit()).isFalse();
            assertThat(shown(pooled, "lock_timeout")).isEqualTo("77ms");
            assertThat(shown(pooled, "search_path")).isEqualTo("app, public");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_failed_first_is_told_when_the_rollback_fails_too(boolean looks) {
        DataSource source = database.dataSource();
        try (Session session = looks ? Session.lookInto(source) : Session.open(source)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.rolledBack(() -> {
                        session.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                        return "";
                    }))
                    .withMessageContaining("terminating connection")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        }
    }

    @Test
    void a_transaction_that_is_looked_into_is_left_as_it_was() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("CREATE TABLE seen (id int); SET search_path = mine");

            assertThat(Session.<String>inside(connection, session -> {
                        session.execute("CREATE TABLE public.made (id int)");
                        return session.one("SELECT count(*) FROM pg_class WHERE relname IN ('seen', 'made')");
                    }))
                    .isEqualTo("2");

            assertThat(shown(connection, "search_path")).isEqualTo("mine");
            connection.commit();
        }
        assertThat(database.query("SELECT relname FROM pg_class WHERE relname IN ('seen', 'made')"))
                .containsExactly("seen");
    }

    @Test
    void without_a_transaction_nothing_is_looked_into() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Session.inside(connection, session -> ""))
                    .withMessageContaining("auto-commit");
        }
    }

    @Test
    void what_is_rolled_back_is_not_there() throws SQLException {
        try (Session session = Session.open(database.dataSource())) {
            boolean seen = session.rolledBack(() -> {
                session.execute("CREATE TABLE public.t (id int)");
                return session.exists("SELECT 1 FROM pg_class WHERE relname = ?", "t");
            });

            assertThat(seen).isTrue();
            assertThat(session.exists("SELECT 1 FROM pg_class WHERE relname = ?", "t"))
                    .isFalse();
        }
    }

    @Test
    void a_transaction_that_throws_leaves_nothing() throws SQLException {
        try (Session session = Session.open(database.dataSource())) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.inTransaction(() -> {
                        session.execute("CREATE TABLE public.t (id int)");
                        session.execute("SELECT 1 / 0");
                        return null;
                    }));

            assertThat(session.exists("SELECT 1 FROM pg_class WHERE relname = ?", "t"))
                    .isFalse();
        }
    }

    @Test
    void one_that_looks_leaves_nothing_behind() throws SQLException {
        try (Connection pooled = database.dataSource().getConnection()) {
            pooled.createStatement().execute("SET lock_timeout = '77ms'");

            try (Session session = Session.lookInto(lending(pooled))) {
                session.set("lock_timeout", "1234ms");
                session.execute("CREATE TABLE public.t (id int)");
                boolean seen = session.rolledBack(() -> {
                    session.execute("DROP TABLE public.t");
                    return session.exists("SELECT 1 FROM pg_class WHERE relname = ?", "t");
                });

                assertThat(seen).isFalse();
                assertThat(session.exists("SELECT 1 FROM pg_class WHERE relname = ?", "t"))
                        .isTrue();
                assertThat(session.one("SHOW lock_timeout")).isEqualTo("1234ms");
                assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> session.inTransaction(() -> 1));
            }

            assertThat(pooled.getAutoCommit()).isTrue();
            assertThat(shown(pooled, "lock_timeout")).isEqualTo("77ms");
            assertThat(shown(pooled, "search_path")).contains("public");
            assertThat(database.one("SELECT count(*) FROM pg_class WHERE relname = 't'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void one_that_looks_goes_on_after_a_refusal() throws SQLException {
        try (Session session = Session.lookInto(database.dataSource())) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.rolledBack(() -> session.asCaller(() -> session.one("SELECT 1 / 0"))));

            assertThat(session.one("SHOW search_path")).isEqualTo("pg_catalog, pg_temp");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_that_was_cut_off_is_closed_in_silence(boolean looks) throws SQLException {
        try (Connection pooled = database.dataSource().getConnection()) {
            List<String> closed = new ArrayList<>();
            DataSource source = lending(pooled, closed);
            try (Session session = looks ? Session.lookInto(source) : Session.open(source)) {
                session.set("lock_timeout", "1234ms");
                database.query("SELECT pg_terminate_backend(" + session.one("SELECT pg_backend_pid()") + ")");
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> session.one("SELECT 1"));
            }
            assertThat(closed).containsExactly("close");
        }
    }

    @Test
    void one_that_is_cut_off_at_its_end_is_closed_in_silence() throws SQLException {
        try (Connection pooled = database.dataSource().getConnection()) {
            List<String> closed = new ArrayList<>();
            try (Session session = Session.open(lending(pooled, closed))) {
                database.query("SELECT pg_terminate_backend(" + session.one("SELECT pg_backend_pid()") + ")");
            }
            assertThat(closed).containsExactly("close");
        }
    }

    @Test
    void says_that_there_is_no_connection() {
        DataSource source = database.dataSource("nobody_of_this_name");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Session.open(source))
                .withMessageStartingWith("no connection to the database: ");
    }

    @Test
    void what_a_caller_has_written_runs_under_its_own_search_path() throws SQLException {
        try (Session session = Session.open(database.dataSource())) {
            assertThat(session.asCaller(() -> session.one("SHOW search_path"))).contains("public");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.asCaller(() -> session.one("SELECT 1 / 0")));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.rolledBack(() -> session.asCaller(() -> session.one("SELECT 1 / 0"))));

            assertThat(session.one("SHOW search_path")).isEqualTo("pg_catalog, pg_temp");
        }
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (var result = connection.createStatement().executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private static DataSource lending(Connection pooled) {
        return lending(pooled, new ArrayList<>());
    }

    private static DataSource lending(Connection pooled, List<String> closed) {
        Connection borrowed = proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                closed.add("close");
                return null;
            }
            try {
                return method.invoke(pooled, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return proxy(DataSource.class, (self, method, arguments) -> borrowed);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

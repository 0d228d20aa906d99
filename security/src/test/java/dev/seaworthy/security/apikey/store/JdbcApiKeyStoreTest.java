package dev.seaworthy.security.apikey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcApiKeyStoreTest extends ApiKeyStoreContract {
    private static final TableName TABLE = new TableName("Private", "api\"keys");
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void create() throws SQLException {
        execute("DROP SCHEMA IF EXISTS \"Private\" CASCADE; CREATE SCHEMA \"Private\"; DROP TABLE IF EXISTS api_key");
        store().createTable();
    }

    @Override
    protected JdbcApiKeyStore store() {
        return JdbcApiKeyStore.of(source()).table(TABLE);
    }

    @Override
    protected void breakStore() {
        try {
            execute("ALTER TABLE " + TABLE.sql() + " RENAME TO gone");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource source() {
        return server.getPostgresDatabase();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void the_table_is_public_api_key_and_its_sql_may_run_again() throws SQLException {
        execute(JdbcApiKeyStore.tableSql(TableName.of("api_key")));
        execute(JdbcApiKeyStore.tableSql(TableName.of("api_key")));

        JdbcApiKeyStore.of(source()).insert(key("one"));

        assertThat(one("SELECT count(*) FROM public.api_key")).isEqualTo("1");
        assertThat(one("SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes"
                        + " WHERE tablename = 'api_key'"))
                .isEqualTo("api_key_owner_idx api_key_pkey");
    }

    @Test
    void an_index_that_is_missing_is_made() throws SQLException {
        execute("DROP INDEX \"Private\".\"api\"\"keys_owner_idx\"");

        store().createTable();

        assertThat(one("SELECT to_regclass('\"Private\".\"api\"\"keys_owner_idx\"') IS NOT NULL"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scopes = '{r,NULL}'",
                "created = 'infinity'",
                "expires = 'infinity'",
                "superseded = '-infinity'",
                "revoked = 'infinity'",
                "last_used = '-infinity'"
            })
    void a_row_that_cannot_be_read_is_refused_by_the_table_or_a_failure(String change) throws SQLException {
        store().insert(key("one"));
        String sql = "UPDATE " + TABLE.sql() + " SET " + change;
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(sql))
                .withMessageContaining("violates check constraint");
        String column = change.substring(0, change.indexOf(' '));
        execute("ALTER TABLE " + TABLE.sql() + " DROP CONSTRAINT \"api\"\"keys_" + column + "_check\"; " + sql);

        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> store().find("one"))
                .withMessageContaining("a row of the API keys in Private.api\"keys can't be read");
    }

    @Test
    void a_scope_that_a_row_has_twice_counts_once() throws SQLException {
        store().insert(key("one"));
        execute("UPDATE " + TABLE.sql() + " SET scopes = '{r,r}'");

        assertThat(store().find("one").orElseThrow().key().scopes()).containsExactly("r");
    }

    @Test
    void a_connection_that_cannot_be_bounded_is_closed() throws SQLException {
        try (Connection connection = source().getConnection()) {
            Connection old = proxy(Connection.class, (method, arguments) -> {
                if (method.getName().equals("getNetworkTimeout")) {
                    throw new AbstractMethodError();
                }
                return invoke(connection, method, arguments);
            });
            JdbcApiKeyStore store = JdbcApiKeyStore.of(proxy(DataSource.class, (method, arguments) -> old));

            assertThatExceptionOfType(AbstractMethodError.class).isThrownBy(() -> store.find("one"));
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private interface Call {
        Object call(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? JdbcApiKeyStoreTest.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (same, method, arguments) -> call.call(method, arguments)));
    }

    @Test
    void many_nodes_create_the_table_at_once() throws SQLException {
        execute("DROP TABLE " + TABLE.sql());

        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(node -> CompletableFuture.runAsync(() -> store().createTable()))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(store().insert(key("one"))).isTrue();
    }

    @Test
    void a_use_changes_no_index() throws Exception {
        store().insert(key("one"));
        store().touch(Map.of("one", NOW));

        Condition.await(
                "the statistics of a heap-only update",
                () -> "1/1"
                        .equals(one("SELECT n_tup_hot_upd || '/' || n_tup_upd FROM pg_stat_user_tables"
                                + " WHERE relname = 'api\"keys'")));
    }

    @Test
    void a_missing_table_says_what_to_do() {
        breakStore();

        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> store().find("one"))
                .withMessage("the API keys in Private.api\"keys can't be read or written: relation"
                        + " \"Private.api\"keys\" does not exist; say createTable(), or run what"
                        + " JdbcApiKeyStore.tableSql gives")
                .withCauseInstanceOf(DatabaseException.class);
    }

    @Test
    void a_statement_that_waits_ends_in_time() throws SQLException {
        store().insert(key("one"));
        try (Connection other = source().getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE " + TABLE.sql());

            assertThatExceptionOfType(KeyStorageException.class)
                    .isThrownBy(() -> store().within(Duration.ofMillis(200)).find("one"))
                    .withMessageContaining("canceling statement due to user request");
        }
    }

    @Test
    void a_server_that_gives_no_answer_is_left_in_time() throws Exception {
        try (Connection connection = source().getConnection()) {
            String backend;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
                rows.next();
                backend = rows.getString(1);
            }
            JdbcApiKeyStore store =
                    JdbcApiKeyStore.of(lending(connection)).table(TABLE).within(Duration.ofMillis(1));
            signal("STOP", backend);
            try {
                CompletableFuture<?> asking = Aside.call(() -> store.find("one"));

                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> asking.get(20, TimeUnit.SECONDS))
                        .withCauseInstanceOf(KeyStorageException.class);
                assertThat(connection.isClosed()).isTrue();
            } finally {
                signal("CONT", backend);
            }
        }
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void a_lent_connection_goes_back_as_it_came() throws SQLException {
        try (Connection connection = source().getConnection()) {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, 4_321);

            JdbcApiKeyStore.of(lending(connection)).table(TABLE).insert(key("one"));

            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getNetworkTimeout()).isEqualTo(4_321);
            assertThat(store().find("one")).isPresent();
        }
    }

    /** A pool of one connection, which closing gives back as it is. */
    private static DataSource lending(Connection connection) {
        ClassLoader loader = JdbcApiKeyStoreTest.class.getClassLoader();
        Object lent = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : invoke(connection, method, arguments));
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> lent);
    }

    private static Object invoke(Connection target, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void two_nodes_note_the_same_uses_without_a_deadlock() {
        List<String> ids =
                IntStream.range(0, 200).mapToObj(number -> "k" + number).toList();
        ids.forEach(id -> store().insert(key(id)));

        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(node -> CompletableFuture.runAsync(() -> {
                            for (int round = 0; round < 20; round++) {
                                store().touch(uses(ids, NOW.plusSeconds(round * 8L + node)));
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(store().list("acme"))
                .hasSize(200)
                .allSatisfy(key -> assertThat(key.lastUsed()).contains(NOW.plusSeconds(159)));
    }

    private static Map<String, Instant> uses(List<String> ids, Instant at) {
        return ids.stream().collect(java.util.stream.Collectors.toMap(id -> id, id -> at));
    }

    @Test
    void who_verifies_needs_to_read_and_to_note_alone() throws SQLException {
        store().insert(key("one"));
        execute("DROP ROLE IF EXISTS verifier; CREATE ROLE verifier LOGIN; GRANT USAGE ON SCHEMA \"Private\" TO"
                + " verifier; GRANT SELECT, UPDATE ON " + TABLE.sql() + " TO verifier");
        JdbcApiKeyStore verifier =
                JdbcApiKeyStore.of(server.getDatabase("verifier", "postgres")).table(TABLE);

        verifier.createTable().touch(Map.of("one", NOW));

        assertThat(verifier.find("one")).isPresent();
        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> verifier.insert(key("two")))
                .withMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1M1S"})
    void a_bound_is_more_than_zero_and_up_to_a_minute(Duration bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().within(bound))
                .withMessage("a statement's bound is " + bound + "; give up to a minute");
    }
}

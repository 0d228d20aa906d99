package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Logged;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresBucketsTest extends DistributedBucketsContract {
    private static EmbeddedPostgres server;

    private final AtomicReference<Connection> lock = new AtomicReference<>();

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(new File("target/postgres"))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void create() throws SQLException {
        execute("drop table if exists rate_limit_bucket", "drop schema if exists limits cascade");
        PostgresBuckets.of(source()).createTable();
    }

    private static DataSource source() {
        return server.getPostgresDatabase();
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of each row, as text. */
    private static List<String> query(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    @Override
    Buckets node() {
        return PostgresBuckets.of(source());
    }

    /** Whoever wants a row waits for the lock. */
    @Override
    void hang() throws SQLException {
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table rate_limit_bucket in access exclusive mode");
        lock.set(connection);
    }

    @Override
    void goOn() throws SQLException {
        lock.get().close();
    }

    @Override
    long held() throws SQLException {
        return query("select id from rate_limit_bucket where state is not null").size();
    }

    @Test
    void a_server_that_is_silent_is_unavailable_within_the_deadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {silent.getLocalPort()});
            RateLimiter limiter = limiter(
                            PostgresBuckets.of(source), RatePolicy.bucket("burst", 2, Duration.ofHours(1)))
                    .whenUnavailable(Availability.CLOSED, Duration.ofMillis(200))
                    .build();
            long began = System.nanoTime();

            RateDecision decision = limiter.tryConsume("a");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(decision.isAdmitted()).isFalse();
            assertThat(decision.isCounted()).isFalse();
        }
    }

    @Test
    void what_waits_for_a_lock_past_the_deadline_leaves_the_server() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 2, Duration.ofHours(1)))
                .whenUnavailable(Availability.OPEN, Duration.ofMillis(500))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        hang();
        try {
            limiter.tryConsume("a");
            assertThat(limiter.unavailable()).isEqualTo(1);
            String waiting = "select pid from pg_stat_activity where wait_event_type = 'Lock'";

            Condition.await("the end of the wait", () -> query(waiting).isEmpty());
        } finally {
            goOn();
        }
    }

    @Test
    void rows_of_buckets_that_have_been_full_for_a_while_are_removed() throws SQLException {
        PostgresBuckets buckets = PostgresBuckets.of(source());
        RateLimiter limiter = limiter(buckets, RatePolicy.bucket("burst", 100, Duration.ofSeconds(100)))
                .build();
        limiter.tryConsume("a", 30);
        limiter.tryConsume("b", 30);
        assertThat(query("select round((min(expires_at) - extract(epoch from now()) * 1000) / 10000)"
                        + " from rate_limit_bucket"))
                .containsExactly("33");
        assertThat(buckets.removeExpired()).isZero();
        execute(
                "update rate_limit_bucket set expires_at = 1 where id like '%:a'",
                "insert into rate_limit_bucket(id, expires_at) select 'old:' || i, 1 from generate_series(1, 2500) i",
                "insert into rate_limit_bucket(id) values ('left by a crash')",
                "insert into rate_limit_bucket(id, expires_at)"
                        + " select 'by a clock that is late', (extract(epoch from now()) * 1000)::bigint - 3500000");

        assertThat(buckets.removeExpired()).isEqualTo(2_501);

        assertThat(query("select split_part(id, ':', 3) from rate_limit_bucket order by id"))
                .containsExactly("", "b", "");
    }

    @Test
    void no_statement_removes_so_many_rows_that_others_wait_for_it() throws SQLException {
        execute(
                "create table if not exists removal (gone bigint)",
                "truncate removal",
                "create or replace function note() returns trigger language plpgsql as"
                        + " $$ begin insert into removal select count(*) from old; return null; end $$",
                "create trigger note after delete on rate_limit_bucket referencing old table as old"
                        + " for each statement execute function note()",
                "insert into rate_limit_bucket(id, expires_at) select 'old:' || i, 1 from generate_series(1, 2500) i");

        PostgresBuckets.of(source()).removeExpired();

        assertThat(query("select gone from removal")).containsExactly("1000", "1000", "500");
    }

    @Test
    void a_connection_goes_back_as_it_came() throws Exception {
        try (Connection connection = source().getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 54_321);
            DataSource pool = new SmallPool(List.of(connection));
            RateLimiter limiter = limiter(PostgresBuckets.of(pool), RatePolicy.bucket("burst", 1, Duration.ofHours(1)))
                    .build();

            assertThat(limiter.tryConsume("a").isAdmitted()).isTrue();
            assertThat(limiter.tryConsume("a").isAdmitted()).isFalse();

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getNetworkTimeout()).isEqualTo(54_321);
        }
    }

    @Test
    void a_row_that_somebody_has_locked_concerns_its_key_alone() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 50, Duration.ofHours(1)))
                .whenUnavailable(Availability.CLOSED, Duration.ofMillis(700))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();
        assertThat(limiter.tryConsume("a").isCounted()).isTrue();
        assertThat(limiter.tryConsume("b").isCounted()).isTrue();
        try (Connection connection = source().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select * from rate_limit_bucket where id like '%:a' for update");

            for (int i = 0; i < 3; i++) {
                assertThat(limiter.tryConsume("a").isCounted()).isFalse();
                assertThat(limiter.tryConsume("b").isCounted()).isTrue();
            }
        }
    }

    @Test
    void more_threads_than_the_pool_has_connections_are_limited_as_one_is() throws Exception {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            connections.add(source().getConnection());
        }
        RateLimiter limiter = RateLimiter.builder()
                .buckets(PostgresBuckets.of(new SmallPool(connections)))
                .policy(RatePolicy.bucket("burst", 100, Duration.ofHours(1)))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isTrue();

        assertThat(Crowd.admitted(32, 50, thread -> limiter.tryConsume("a").isAdmitted()))
                .isBetween(80L, 100L);
        for (Connection connection : connections) {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"getNetworkTimeout", "setNetworkTimeout", "getAutoCommit", "setAutoCommit"})
    void a_connection_that_refuses_what_it_is_asked_goes_back_to_its_pool(String failing) throws Exception {
        try (Connection connection = source().getConnection()) {
            SmallPool pool = new SmallPool(List.of(connection), failing);
            RateLimiter limiter = limiter(PostgresBuckets.of(pool), RatePolicy.bucket("burst", 1, Duration.ofHours(1)))
                    .build();

            for (int i = 0; i < 3; i++) {
                assertThat(limiter.tryConsume("a").isCounted()).isFalse();
                assertThat(pool.idle()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_REPEATABLE_READ})
    void nodes_whose_pools_isolate_more_count_all_the_same(int isolation) throws Exception {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            connections.add(source().getConnection());
            connections.get(i).setTransactionIsolation(isolation);
        }
        RatePolicy policy = RatePolicy.bucket("burst", 100, Duration.ofHours(1));
        RateLimiter one = limiter(PostgresBuckets.of(new SmallPool(connections.subList(0, 4))), policy)
                .build();
        RateLimiter other = limiter(PostgresBuckets.of(new SmallPool(connections.subList(4, 8))), policy)
                .build();

        long admitted = Crowd.admitted(
                16,
                20,
                thread -> (thread % 2 == 0 ? one : other).tryConsume("a").isAdmitted());

        assertThat(one.unavailable() + other.unavailable()).isZero();
        assertThat(admitted).isEqualTo(100);
        for (Connection connection : connections) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
            connection.close();
        }
    }

    @Test
    void nodes_that_start_at_once_make_one_table() throws Exception {
        for (int round = 0; round < 10; round++) {
            execute("drop table rate_limit_bucket");

            assertThat(Crowd.admitted(16, 1, thread -> {
                        PostgresBuckets.of(source()).createTable();
                        return true;
                    }))
                    .isEqualTo(16);
        }
    }

    @Test
    void a_table_that_is_missing_makes_it_unavailable_and_one_of_another_name_does_not() throws SQLException {
        execute("create schema limits");
        PostgresBuckets elsewhere = PostgresBuckets.of(source()).table("limits.bucket");
        RatePolicy policy = RatePolicy.bucket("burst", 1, Duration.ofHours(1));

        RateLimiter limiter = limiter(elsewhere, policy).build();
        assertThat(limiter.tryConsume("a").isCounted()).isFalse();
        try (Logged log = new Logged()) {
            assertThat(limiter.reachBackend(PATIENT)).isFalse();
            assertThat(log.text()).contains("PostgreSQL is unavailable", "limits.bucket");
        }
        assertThatThrownBy(elsewhere::removeExpired)
                .isInstanceOf(RateLimitException.class)
                .hasMessage("Rate limits: expired rows of limits.bucket could not be removed");
        elsewhere.createTable();
        elsewhere.createTable();
        assertThat(limiter(elsewhere, policy).build().tryConsume("a").isCounted())
                .isTrue();
        assertThat(elsewhere.removeExpired()).isZero();
        assertThatThrownBy(() -> elsewhere.table("a; drop table b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> elsewhere.table("nowhere.bucket").createTable())
                .isInstanceOf(RateLimitException.class)
                .hasMessage("Rate limits: table nowhere.bucket could not be created");
    }
}

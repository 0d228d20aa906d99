package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ExpiredEntriesCleaner;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Buckets in a table of PostgreSQL, for limits that hold across processes without another server. Each is a row, locked
 * by {@code select for update} while it is decided about, so that keys wait for nobody but themselves.
 *
 * <p>Run {@link #ddl()} once, by a migration or by {@link #createTable()}, and {@link #removeExpired()} now and then,
 * by a job. Each question takes a connection of the pool for one transaction; elapsed time is that of the database
 * server.
 */
public final class PostgresBuckets extends Buckets {
    /** The default table: {@value}. */
    public static final String DEFAULT_TABLE = "rate_limit_bucket";

    private static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62})?");
    private static final int BATCH = 1_000;
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(1);

    /** Clocks of processes differ, and a row that goes too early is a fresh bucket. */
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(5);

    private final DataSource dataSource;
    private final String table;

    private PostgresBuckets(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    /** In the table {@value #DEFAULT_TABLE}; give a pool, or each question opens a connection. */
    public static PostgresBuckets of(DataSource dataSource) {
        return new PostgresBuckets(dataSource, DEFAULT_TABLE);
    }

    /**
     * The same in another table.
     *
     * @param table a plain name in lower case, with or without a schema
     * @throws IllegalArgumentException if it is none
     */
    public PostgresBuckets table(String table) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("PostgreSQL buckets: table \"" + table
                    + "\" must be a plain name in lower case, such as rate_limit_bucket or limits.bucket");
        }
        return new PostgresBuckets(dataSource, table);
    }

    /**
     * What makes the table, if it is not there. It is not logged: after a crash of the database server it is empty, and
     * every key has a fresh bucket.
     */
    public String ddl() {
        return """
                create unlogged table if not exists %s (
                  id text primary key,
                  state bytea,
                  expires_at bigint not null default (extract(epoch from now() + interval '1 hour') * 1000)::bigint
                ) with (fillfactor = 70)""".formatted(table);
    }

    /**
     * Runs {@link #ddl()}.
     *
     * @throws RateLimitException if the database refuses
     */
    public void createTable() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ddl());
        } catch (SQLException e) {
            throw new RateLimitException("Rate limits: table " + table + " could not be created", e);
        }
    }

    /**
     * Removes the rows of buckets that have been full for five minutes, a thousand at a time and past those that are in
     * use.
     *
     * @return how many
     * @throws RateLimitException if the database refuses
     */
    public int removeExpired() {
        ExpiredEntriesCleaner cleaner = proxies(dataSource, new ServerClock(Elapsed.time()), LONGEST_SWEEP);
        try {
            int all = 0;
            int removed;
            do {
                removed = cleaner.removeExpired(BATCH);
                all += removed;
            } while (removed == BATCH);
            return all;
        } catch (RuntimeException e) {
            throw new RateLimitException("Rate limits: expired rows of " + table + " could not be removed", e);
        }
    }

    @Override
    BucketStore open(Policies policies, Availability availability, Duration deadline) {
        Session session = new Session(policies, new BoundedDataSource(dataSource, deadline), deadline);
        return new RemoteStore("PostgreSQL", policies, session, availability, deadline);
    }

    /** The clock, read at the first question, and the buckets. */
    private final class Session implements RemoteStore.Backend {
        private final Policies policies;
        private final DataSource source;
        private final ServerClock clock = new ServerClock(Elapsed.time());
        private final ProxyManager<String> proxies;

        Session(Policies policies, DataSource source, Duration deadline) {
            this.policies = policies;
            this.source = source;
            proxies = proxies(source, clock, deadline);
        }

        @Override
        public void reach(Duration patience) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select id, state, expires_at from " + table + " limit 0");
            } catch (SQLException e) {
                throw new RateLimitException("Rate limits: table " + table + " could not be read", e);
            }
            clock.set(() -> nanos(source));
        }

        @Override
        public VerboseResult<ConsumptionProbe> tryConsume(String key, long cost) {
            clock.set(() -> nanos(source));
            return proxies.getProxy(key, policies::configuration).asVerbose().tryConsumeAndReturnRemaining(cost);
        }
    }

    private PostgreSQLSelectForUpdateBasedProxyManager<String> proxies(
            DataSource source, ServerClock clock, Duration deadline) {
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(source)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table(table)
                .clientClock(clock)
                .requestTimeout(deadline)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build();
    }

    private static long nanos(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet time = statement.executeQuery("select extract(epoch from clock_timestamp()) * 1000000")) {
            time.next();
            return 1_000 * time.getLong(1);
        } catch (SQLException e) {
            throw new RateLimitException("Rate limits: the clock of PostgreSQL could not be read", e);
        }
    }
}

package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The clock of PostgreSQL, read at the first question, and the buckets. */
final class PostgresBackend implements RemoteStore.Backend {
    /** Clocks of processes differ, and a row that goes too early is a fresh bucket. */
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(5);

    private final DataSource source;
    private final String table;
    private final Policies policies;
    private final ServerClock clock = new ServerClock(Elapsed.time());
    private final ProxyManager<String> proxies;

    PostgresBackend(DataSource source, String table, Policies policies, Duration deadline) {
        this.source = new BoundedDataSource(source, deadline);
        this.table = table;
        this.policies = policies;
        proxies = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(this.source)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table(table)
                .clientClock(clock)
                .requestTimeout(deadline)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build();
    }

    @Override
    public void reach(Duration patience) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select id, state, expires_at from " + table + " limit 0");
        } catch (SQLException e) {
            throw new RateLimitException("Rate limits: table " + table + " could not be read", e);
        }
        clock.set(this::nanos);
    }

    @Override
    public VerboseResult<ConsumptionProbe> tryConsume(String key, long cost) {
        clock.set(this::nanos);
        return proxies.getProxy(key, policies::configuration).asVerbose().tryConsumeAndReturnRemaining(cost);
    }

    private long nanos() {
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

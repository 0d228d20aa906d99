package dev.seaworthy.security.ratelimit;

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
 *
 * <p><b>Guarantees</b>: the bounds of the policies hold across processes whose readings of the server's clock differ by
 * no more than 100 ms, or a tenth of the window if that is shorter: tokens come back that much later.
 *
 * <p><b>Not covered</b>: a crash or a failover; the table is unlogged, so it is empty after the one and not there to
 * write to on a standby. If the server's clock is set back, buckets refill again once it has caught up.
 */
public final class PostgresBuckets extends Buckets {
    /** The default table: {@value}. */
    public static final String DEFAULT_TABLE = "rate_limit_bucket";

    private static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62})?");

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
        return owned().ddl();
    }

    private BucketTable owned() {
        return new BucketTable(dataSource, table);
    }

    /**
     * Makes the table by {@link #ddl()} unless it is there; several nodes may do so at once.
     *
     * @throws RateLimitException if the database refuses
     */
    public void createTable() {
        owned().create();
    }

    /**
     * Removes the rows of buckets that have been full for more than an hour, a thousand at a time and past those that
     * are in use.
     *
     * @return how many
     * @throws RateLimitException if the database refuses
     */
    public int removeExpired() {
        return owned().removeExpired();
    }

    @Override
    BucketStore open(Policies policies, Availability availability, Duration deadline) {
        Policies shared = policies.shared();
        return new RemoteStore(
                "PostgreSQL", shared, new PostgresBackend(dataSource, table, shared, deadline), availability, deadline);
    }
}

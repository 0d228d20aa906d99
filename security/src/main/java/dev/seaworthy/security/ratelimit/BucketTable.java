package dev.seaworthy.security.ratelimit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The table that buckets are rows of, as its owner sees it. */
final class BucketTable {
    private static final int BATCH = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final DataSource source;
    private final String name;

    BucketTable(DataSource source, String name) {
        this.source = new BoundedDataSource(source, LONGEST);
        this.name = name;
    }

    String ddl() {
        return """
                create unlogged table if not exists %s (
                  id text primary key,
                  state bytea,
                  expires_at bigint not null default (extract(epoch from now() + interval '1 hour') * 1000)::bigint
                ) with (fillfactor = 70)""".formatted(name);
    }

    /** One node after the other, as two that find none would both make it, and one of them fail. */
    void create() {
        try (Connection connection = source.getConnection();
                Statement statement = statement(connection)) {
            connection.setAutoCommit(false);
            if (!exists(statement)) {
                statement.execute("select pg_advisory_xact_lock(hashtext('seaworthy'), hashtext('" + name + "'))");
                statement.execute(ddl());
            }
            connection.commit();
        } catch (SQLException e) {
            throw new RateLimitException("Rate limits: table " + name + " could not be created", e);
        }
    }

    private boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regclass('" + name + "') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** By the server's clock, and an hour late: processes write the time by their own clocks. */
    int removeExpired() {
        String sql = """
                delete from %s where id in (
                  select id from %1$s where expires_at < (extract(epoch from now() - interval '1 hour') * 1000)::bigint
                  limit %d for update skip locked)""".formatted(name, BATCH);
        try (Connection connection = source.getConnection();
                Statement statement = statement(connection)) {
            connection.setAutoCommit(true);
            int all = 0;
            int removed;
            do {
                removed = statement.executeUpdate(sql);
                all += removed;
            } while (removed == BATCH);
            return all;
        } catch (SQLException e) {
            throw new RateLimitException("Rate limits: expired rows of " + name + " could not be removed", e);
        }
    }

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(Math.toIntExact(LONGEST.toSeconds()));
        return statement;
    }
}

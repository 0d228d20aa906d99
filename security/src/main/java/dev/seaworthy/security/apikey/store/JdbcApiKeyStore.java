package dev.seaworthy.security.apikey.store;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a table of PostgreSQL, {@code public.api_key} if nothing else is said. Each statement is a transaction of its
 * own and ends within 5 seconds, and a second more if the server gives no answer; how long a connection may take to
 * come is the pool's to bound. Immutable, and safe for use by many threads. Give it the pool itself: a source that
 * lends the connection of the caller's open transaction would have that committed.
 *
 * <p>The role that verifies needs {@code SELECT}, and {@code UPDATE} to note uses; the one that issues, {@code INSERT}
 * too. A table in a schema that is open to clients, as {@code public} is in Supabase, must not be readable by them.
 */
public final class JdbcApiKeyStore implements ApiKeyStore {
    private static final TableName TABLE = TableName.of("api_key");
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Two transactions created the same thing at once, and this one lost. */
    private static final Set<String> LOST_THE_RACE = Set.of("23505", "42P07", "42710", "40P01");

    private static final String TAKEN = "23505";
    private static final String NO_TABLE = "42P01";
    private static final int TRIES = 10;

    private final DataSource source;
    private final ApiKeyTable table;
    private final Duration longest;

    private JdbcApiKeyStore(DataSource source, TableName table, Duration longest) {
        this.source = Objects.requireNonNull(source, "source");
        this.table = new ApiKeyTable(table);
        this.longest = longest;
    }

    public static JdbcApiKeyStore of(DataSource source) {
        return new JdbcApiKeyStore(source, TABLE, LONGEST);
    }

    /** The same keys in another table. */
    public JdbcApiKeyStore table(TableName name) {
        return new JdbcApiKeyStore(source, name, longest);
    }

    /**
     * The same with another bound for a statement; the server counts in whole seconds.
     *
     * @throws IllegalArgumentException if it is not more than zero, or more than a minute
     */
    public JdbcApiKeyStore within(Duration longest) {
        if (longest.isNegative() || longest.isZero() || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("a statement's bound is " + longest + "; give up to a minute");
        }
        return new JdbcApiKeyStore(source, table.name(), longest);
    }

    /** What makes the table and its index, for a migration of your own; it may run again. */
    public static String tableSql(TableName table) {
        return new ApiKeyTable(table).sql();
    }

    /**
     * Makes the table and its index if they are not there, however many nodes do so at once. Its schema must be there.
     */
    public JdbcApiKeyStore createTable() {
        ask(connection -> {
            for (int tried = 1; !isThere(connection); tried++) {
                tryToCreate(connection, tried);
            }
            return true;
        });
        return this;
    }

    private boolean isThere(BoundedConnection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepare(table.isThere())) {
            statement.setString(1, table.name().sql());
            statement.setString(2, table.qualifiedIndex());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private void tryToCreate(BoundedConnection connection, int tried) throws SQLException {
        try (PreparedStatement statement = connection.prepare(table.sql())) {
            statement.execute();
        } catch (SQLException e) {
            if (tried == TRIES || !LOST_THE_RACE.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    @Override
    public Optional<StoredKey> find(String id) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.find())) {
                statement.setString(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(stored(rows)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean insert(StoredKey key) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.insert())) {
                set(connection, statement, 1, key);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean revoke(String id, Instant now) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.revoke())) {
                statement.setObject(1, time(now));
                statement.setString(2, id);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean replace(String id, Instant end, StoredKey successor, Instant now) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.replace())) {
                statement.setObject(1, time(end));
                statement.setString(2, id);
                statement.setObject(3, time(now));
                set(connection, statement, 4, successor);
                return statement.executeUpdate() == 1;
            } catch (SQLException e) {
                if (TAKEN.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public List<ApiKey> list(String owner) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.list())) {
                statement.setString(1, owner);
                try (ResultSet rows = statement.executeQuery()) {
                    List<ApiKey> keys = new ArrayList<>();
                    while (rows.next()) {
                        keys.add(stored(rows).key());
                    }
                    return keys;
                }
            }
        });
    }

    @Override
    public void touch(Map<String, Instant> lastUsed) {
        List<Map.Entry<String, Instant>> used = List.copyOf(lastUsed.entrySet());
        String[] ids = used.stream().map(Map.Entry::getKey).toArray(String[]::new);
        String[] times = used.stream().map(use -> use.getValue().toString()).toArray(String[]::new);
        ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.touch())) {
                statement.setArray(1, connection.connection().createArrayOf("text", ids));
                statement.setArray(2, connection.connection().createArrayOf("text", times));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public int deleteInactiveBefore(Instant end) {
        return ask(connection -> {
            try (PreparedStatement statement = connection.prepare(table.deleteInactive())) {
                statement.setObject(1, time(end));
                return statement.executeUpdate();
            }
        });
    }

    private static void set(BoundedConnection connection, PreparedStatement statement, int first, StoredKey stored)
            throws SQLException {
        ApiKey key = stored.key();
        Object[] scopes = key.scopes().toArray();
        statement.setString(first, key.id());
        statement.setString(first + 1, stored.digest());
        statement.setString(first + 2, key.owner());
        statement.setArray(first + 3, connection.connection().createArrayOf("text", scopes));
        statement.setObject(first + 4, time(key.created()));
        statement.setObject(first + 5, time(key.expires()));
        statement.setObject(first + 6, time(key.superseded()));
        statement.setObject(first + 7, time(key.revoked()));
        statement.setObject(first + 8, time(key.lastUsed()));
    }

    private StoredKey stored(ResultSet row) throws SQLException {
        return new StoredKey(
                new ApiKey(
                        row.getString("id"),
                        row.getString("owner"),
                        scopes(row),
                        finite(row.getObject("created", OffsetDateTime.class)),
                        instant(row, "expires"),
                        instant(row, "superseded"),
                        instant(row, "revoked"),
                        instant(row, "last_used")),
                row.getString("digest"));
    }

    private Set<String> scopes(ResultSet row) throws SQLException {
        List<String> scopes = Arrays.asList((String[]) row.getArray("scopes").getArray());
        if (scopes.contains(null)) {
            throw unreadable("a scope is null");
        }
        return new TreeSet<>(scopes);
    }

    private Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(this::finite);
    }

    /** The driver gives infinity as the ends of what the type can hold. */
    private Instant finite(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
            throw unreadable("a time is infinite");
        }
        return time.toInstant();
    }

    private KeyStorageException unreadable(String why) {
        return new KeyStorageException("a row of the API keys in " + table.name() + " can't be read: " + why);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(JdbcApiKeyStore::time).orElse(null);
    }

    private <T> T ask(Question<T> question) {
        try (BoundedConnection connection = BoundedConnection.open(source, longest)) {
            return question.ask(connection);
        } catch (SQLException e) {
            String remedy = NO_TABLE.equals(e.getSQLState())
                    ? "; say createTable(), or run what JdbcApiKeyStore.tableSql gives"
                    : "";
            String what = "the API keys in " + table.name() + " can't be read or written";
            throw new KeyStorageException(
                    what + ": " + DatabaseException.firstLine(e) + remedy, new DatabaseException(what, e));
        }
    }

    /** What is asked of one connection. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(BoundedConnection connection) throws SQLException;
    }
}

package dev.seaworthy.core.deploy.release.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A table that is appended to by the session that has the lock. One that is cut off has lost the lock, and can't append
 * either; the number of an entry is unique, should two sessions ever believe that they may write.
 */
final class OpenTable implements OpenJournal {
    /** What {@code hashtextextended} makes of a name is salted with this: {@code seawrels} in ASCII. */
    private static final long SALT = 0x7365_6177_7265_6c73L;

    private static final String HELD = """
            SELECT 1 FROM pg_locks
            WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted AND objsubid = 1
              AND classid::bigint << 32 | objid::bigint = hashtextextended(?, ?)""";

    private final Connection connection;
    private final String release;
    private List<JournalEntry> entries = List.of();
    private long last;
    private boolean broken;

    OpenTable(Connection connection, String release) {
        this.connection = connection;
        this.release = release;
    }

    /** A server that hears no more of this machine gives the lock up within a minute or so. */
    boolean lock() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET tcp_keepalives_idle = 30");
            statement.execute("SET tcp_keepalives_interval = 10");
            statement.execute("SET tcp_keepalives_count = 3");
            statement.execute("SET synchronous_commit = on");
        }
        return isTrue("SELECT pg_try_advisory_lock(hashtextextended(?, ?))");
    }

    void load() throws SQLException {
        PostgresJournal.Rows rows = PostgresJournal.read(connection, release);
        entries = rows.entries();
        last = rows.last();
    }

    @Override
    public List<JournalEntry> entries() {
        return entries;
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        if (broken) {
            throw new JournalException("the journal of " + release + " could not be written before");
        }
        broken = true;
        try {
            insert(entry);
        } catch (SQLException e) {
            throw PostgresJournal.failure(release, e);
        }
        last++;
        broken = false;
    }

    private void insert(JournalEntry entry) throws SQLException {
        if (!isHeld()) {
            throw new JournalException("the connection does not stay with one session, as behind PgBouncer in"
                    + " transaction mode: give the journal a data source that reaches PostgreSQL itself");
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO seaworthy_release_journal (release, number, entry) VALUES (?, ?, ?)")) {
            statement.setString(1, release);
            statement.setLong(2, last + 1);
            statement.setString(3, Lines.write(entry));
            statement.executeUpdate();
        }
    }

    private boolean isHeld() throws SQLException {
        try (PreparedStatement statement = keyed(HELD);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement statement = keyed(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private PreparedStatement keyed(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, release);
        statement.setLong(2, SALT);
        return statement;
    }

    /** A pool gets its connection back without the lock. */
    @Override
    public synchronized void close() {
        broken = true;
        try (connection) {
            isTrue("SELECT pg_advisory_unlock(hashtextextended(?, ?))");
            reset();
        } catch (SQLException e) {
            return; // the lock went with its session
        }
    }

    private void reset() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("RESET tcp_keepalives_idle");
            statement.execute("RESET tcp_keepalives_interval");
            statement.execute("RESET tcp_keepalives_count");
            statement.execute("RESET synchronous_commit");
        }
    }
}

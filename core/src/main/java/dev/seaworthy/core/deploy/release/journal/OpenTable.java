package dev.seaworthy.core.deploy.release.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A table that is appended to by the session that has the lock. One that is cut off has lost the lock, and can't append
 * either; the number of an entry is unique, should two sessions ever believe that they may write.
 */
final class OpenTable implements OpenJournal {
    /** What {@code hashtextextended} makes of a name is salted with this: {@code seawrels} in ASCII. */
    private static final long SALT = 0x7365_6177_7265_6c73L;

    private static final String HELD = """
            EXISTS (
                SELECT 1 FROM pg_locks
                WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted AND objsubid = 1
                  AND classid::bigint << 32 | objid::bigint = hashtextextended(?, ?))""";

    /** In one statement, so that the session that has the lock is the one that writes. */
    private static final String INSERT =
            "INSERT INTO seaworthy_release_journal (release, number, entry) SELECT ?, ?, ? WHERE " + HELD;

    private final Connection connection;
    private final Duration longest;
    private final SessionSettings settings;
    private final String release;
    private List<JournalEntry> entries = List.of();
    private long last;
    private boolean locked;
    private boolean closed;
    private boolean broken;

    /** @param longest how long an answer of the server may take */
    OpenTable(Connection connection, String release, Duration longest) {
        this.connection = connection;
        this.release = release;
        this.longest = longest;
        settings = new SessionSettings(connection);
    }

    boolean lock() throws SQLException {
        settings.hold(Math.toIntExact(longest.toMillis()));
        locked = true; // unless the answer is no: when there is none, nobody knows
        locked = isTrue("SELECT pg_try_advisory_lock(hashtextextended(?, ?))");
        return locked;
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
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, release);
            statement.setLong(2, last + 1);
            statement.setString(3, Lines.write(entry));
            statement.setString(4, release);
            statement.setLong(5, SALT);
            if (statement.executeUpdate() != 1) {
                throw new JournalException("the lock of the journal of " + release + " is lost, as behind PgBouncer in"
                        + " transaction mode, where a connection does not stay with one session: give the journal a"
                        + " data source that reaches PostgreSQL itself");
            }
        }
    }

    /** A server that gives no answer in time, or an error, may have given the lock to another. */
    @Override
    public synchronized boolean isHeld() {
        if (broken) {
            return false;
        }
        try {
            broken = !isTrue("SELECT " + HELD);
        } catch (SQLException e) {
            broken = true;
        }
        return !broken;
    }

    @Override
    public Duration lostUnheard() {
        return longest;
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, release);
            statement.setLong(2, SALT);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** A pool gets its connection back without the lock. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        broken = true;
        try (connection) {
            giveBack();
        } catch (SQLException e) {
            return; // the lock went with its session
        }
    }

    private void giveBack() throws SQLException {
        try {
            if (locked) {
                isTrue("SELECT pg_advisory_unlock(hashtextextended(?, ?))");
            }
            settings.restore();
        } catch (SQLException e) {
            connection.abort(Runnable::run); // no pool may lend a session that still has the lock
        }
    }
}

package dev.seaworthy.core.deploy.release.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A table of entries. Who may write has an advisory lock, which goes with its session, however that ends. */
record PostgresJournal(DataSource source) implements Journal {
    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS seaworthy_release_journal (
                release text NOT NULL,
                number bigint NOT NULL,
                entry text NOT NULL,
                PRIMARY KEY (release, number)
            )""";

    private static final String ENTRIES = """
            SELECT number, entry FROM seaworthy_release_journal WHERE release = ? ORDER BY number""";

    @Override
    public Optional<OpenJournal> open(String release) {
        try {
            Connection connection = source.getConnection();
            try {
                Optional<OpenJournal> opened = open(connection, release);
                if (opened.isEmpty()) {
                    connection.close();
                }
                return opened;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(release, e);
        }
    }

    private static Optional<OpenJournal> open(Connection connection, String release) throws SQLException {
        connection.setAutoCommit(true);
        OpenTable table = new OpenTable(connection, release);
        if (!table.lock()) {
            return Optional.empty();
        }
        table.load();
        return Optional.of(table);
    }

    @Override
    public List<JournalEntry> read(String release) {
        try (Connection connection = source.getConnection()) {
            return read(connection, release).entries();
        } catch (SQLException e) {
            throw failure(release, e);
        }
    }

    /** What is in the table, and the number of the last entry. */
    record Rows(List<JournalEntry> entries, long last) {}

    static Rows read(Connection connection, String release) throws SQLException {
        createTable(connection);
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setString(1, release);
            statement.setMaxRows(10 * Recent.MOST_ENTRIES);
            try (ResultSet rows = statement.executeQuery()) {
                Recent recent = new Recent();
                long last = 0;
                while (rows.next()) {
                    last = rows.getLong(1);
                    recent.add(Lines.read(rows.getString(2)).orElseThrow(() -> damaged(release)));
                }
                return new Rows(recent.entries(), last);
            }
        }
    }

    /** Whoever may not create tables can use one that is there. */
    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet there =
                        statement.executeQuery("SELECT to_regclass('seaworthy_release_journal') IS NOT NULL")) {
            if (there.next() && there.getBoolean(1)) {
                return;
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    private static JournalException damaged(String release) {
        return new JournalException(
                "the journal of " + release + " has a row that is no entry: see by hand how far the release is");
    }

    static JournalException failure(String release, SQLException cause) {
        return new JournalException("the journal of " + release + " can't be read or written in the database", cause);
    }
}

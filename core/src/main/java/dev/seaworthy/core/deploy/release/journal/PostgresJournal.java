package dev.seaworthy.core.deploy.release.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A table of entries. Who may write has an advisory lock, which goes with its session, however that ends.
 *
 * @param longest how long the server may take for an answer to who writes
 */
record PostgresJournal(DataSource source, Duration longest) implements Journal {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int PAGE = 200;

    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS seaworthy_release_journal (
                release text NOT NULL,
                number bigint NOT NULL,
                entry text NOT NULL,
                PRIMARY KEY (release, number)
            )""";

    private static final String NEWEST_FIRST = """
            SELECT number, entry FROM seaworthy_release_journal
            WHERE release = ? AND number < ? ORDER BY number DESC LIMIT ?""";

    @Override
    public Optional<OpenJournal> open(String release) {
        try {
            return open(new OpenTable(source.getConnection(), release, longest));
        } catch (SQLException e) {
            throw failure(release, e);
        }
    }

    private Optional<OpenJournal> open(OpenTable table) throws SQLException {
        boolean opened = false;
        try {
            if (table.lock()) {
                table.load();
                opened = true;
            }
            return opened ? Optional.of(table) : Optional.empty();
        } finally {
            if (!opened) {
                table.close();
            }
        }
    }

    @Override
    public List<JournalEntry> read(String release) {
        try (Connection connection = source.getConnection()) {
            return read(connection, release).entries();
        } catch (SQLException e) {
            throw failure(release, e);
        }
    }

    /** What matters of the table, and the number of the last entry. */
    record Rows(List<JournalEntry> entries, long last) {}

    private record Row(long number, String text) {}

    static Rows read(Connection connection, String release) throws SQLException {
        createTable(connection);
        List<Row> page = page(connection, release, Long.MAX_VALUE);
        long last = page.isEmpty() ? 0 : page.get(0).number();
        Newest newest = new Newest();
        while (!page.isEmpty() && !newest.isWhole()) {
            add(page, newest, release);
            page = page(connection, release, page.get(page.size() - 1).number());
        }
        return new Rows(newest.entries(), last);
    }

    private static void add(List<Row> page, Newest newest, String release) {
        for (Row row : page) {
            if (newest.isWhole()) {
                return;
            }
            newest.add(Lines.read(row.text()).orElseThrow(() -> damaged(release)));
        }
    }

    private static List<Row> page(Connection connection, String release, long before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST_FIRST)) {
            statement.setString(1, release);
            statement.setLong(2, before);
            statement.setInt(3, PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                List<Row> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(new Row(rows.getLong(1), rows.getString(2)));
                }
                return page;
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
        return new JournalException("the journal of " + release + " has a row that is damaged, or a newer version wrote"
                + " it: use that version, or see by hand how far the release is");
    }

    static JournalException failure(String release, SQLException cause) {
        return new JournalException("the journal of " + release + " can't be read or written in the database", cause);
    }
}

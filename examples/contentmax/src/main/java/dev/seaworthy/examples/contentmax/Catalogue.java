package dev.seaworthy.examples.contentmax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** ContentMax's tables: content, its taxonomy, its templates, and the one row that tells the database is well. */
final class Catalogue {
    private final DataSource database;

    Catalogue(DataSource database) {
        this.database = database;
    }

    /** Has Flyway make the tables, of the versioned scripts of ContentMax; returns how many scripts that took. */
    int migrate() {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:contentmax/migrations")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** Fills the tables with generated rows; returns how many rows there are. */
    long fill() throws SQLException, IOException {
        execute(resource("data.sql"));
        return Long.parseLong(text("SELECT (SELECT count(*) FROM content) + (SELECT count(*) FROM taxonomy_nodes)"
                + " + (SELECT count(*) FROM templates) + (SELECT count(*) FROM health_check)"));
    }

    /** A JSON object: status → number of rows. */
    String contentByStatus() throws IOException {
        try {
            return text("SELECT json_object_agg(status, rows ORDER BY status)"
                    + " FROM (SELECT status, count(*) AS rows FROM content GROUP BY status) AS counted");
        } catch (SQLException e) {
            throw new IOException("The database does not answer", e);
        }
    }

    /** Deletes what was begun over a year ago and never published. */
    void deleteOldDrafts() throws SQLException {
        execute("DELETE FROM content WHERE status = 'draft' AND created_at < now() - interval '1 year'");
    }

    /** How many rows the archive holds. */
    long archived() throws SQLException {
        return Long.parseLong(text("SELECT count(*) FROM content_archive"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("/contentmax/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.KeptDump;
import dev.seaworthy.backup.database.postgres.snapshot.SchemaFilter;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import dev.seaworthy.backup.database.postgres.snapshot.TableName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which tables are dumped apart. */
class LargeTablesTest {
    private static final long KIB = 1024;

    @Test
    void are_those_of_a_size_or_more_the_largest_first() throws SQLException {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE small AS SELECT generate_series(1, 10) AS n",
                "CREATE TABLE medium AS SELECT generate_series(1, 10000) AS n",
                "CREATE TABLE large AS SELECT generate_series(1, 20000) AS n",
                "CREATE TABLE aside (t text)",
                "ALTER TABLE aside ALTER t SET STORAGE EXTERNAL",
                "INSERT INTO aside SELECT repeat('far', 5000) FROM generate_series(1, 200)",
                "CREATE SCHEMA left_out",
                "CREATE TABLE left_out.large AS SELECT generate_series(1, 20000) AS n",
                "CREATE TABLE parts (n int) PARTITION BY RANGE (n)",
                "CREATE TABLE part_a PARTITION OF parts FOR VALUES FROM (0) TO (15000)",
                "CREATE TABLE part_b PARTITION OF parts FOR VALUES FROM (15000) TO (20000)",
                "INSERT INTO parts SELECT generate_series(1, 19000)",
                "CREATE MATERIALIZED VIEW kept AS SELECT * FROM large",
                "CREATE INDEX ON medium (n)",
                "CREATE INDEX ON medium (n)",
                "CREATE INDEX ON medium (n)",
                "VACUUM");

        assertThat(large(database, 300 * KIB)).containsExactly("aside", "large", "part_a", "medium");
        assertThat(large(database, 100 * KIB)).containsExactly("aside", "large", "part_a", "medium", "part_b");
        assertThat(large(database, 1 << 30)).isEmpty();
    }

    private static List<String> large(PostgresConnection database, long bytes) throws SQLException {
        SchemaFilter schemas = new SchemaFilter(List.of("left_out"));
        try (Snapshot snapshot = database.snapshot()) {
            return snapshot.large(snapshot.lockTables(schemas), schemas, bytes).stream()
                    .map(TableName::table)
                    .toList();
        }
    }

    /** The rows of such a table are the extension's, but for those that it says are the user's. */
    @Test
    @Tag("needs-pg_dump")
    void are_none_of_an_extension() throws IOException {
        PostgresConnection database = TestPostgres.database(
                "CREATE SCHEMA own",
                "CREATE EXTENSION pg_buffercache",
                "CREATE TABLE own.rules AS SELECT n, n > 3 AS mine FROM generate_series(1, 5) n",
                "ALTER EXTENSION pg_buffercache ADD TABLE own.rules",
                "UPDATE pg_extension SET extconfig = ARRAY['own.rules'::regclass::oid],"
                        + " extcondition = ARRAY['WHERE mine'] WHERE extname = 'pg_buffercache'",
                "CREATE TABLE content AS SELECT 1 AS id");
        KeptDump dump = new KeptDump();

        PostgresSource.builder(database).parallel(2, 0).build().dumpTo(dump);

        assertThat(dump.input().tables()).containsExactly("public.content");
    }

    /** Where their bytes in an argument would mean another name. */
    @Test
    @Tag("needs-pg_dump")
    void are_those_of_plain_names_in_a_database_of_another_encoding() throws IOException {
        PostgresConnection database = TestPostgres.databaseOf(
                "LATIN1",
                "CREATE TABLE \"Größe\" AS SELECT 'ä' AS t",
                "CREATE SCHEMA \"Häfen\"",
                "CREATE TABLE \"Häfen\".content AS SELECT 'ä' AS t",
                "CREATE TABLE content AS SELECT 'ä' AS t");
        KeptDump dump = new KeptDump();

        PostgresSource.builder(database).parallel(2, 0).build().dumpTo(dump);

        assertThat(dump.input().tables()).containsExactly("public.content");
    }
}

package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.fingerprint.SequencePosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dump of all that is hard, restored once; then spoiled, one thing at a time. */
@Tag("needs-pg_dump")
class NastySchemaTest {
    private static PostgresConnection source;
    private static byte[] dump;
    private static Fingerprint dumped;

    private PostgresScratchDatabase scratch;

    @BeforeAll
    static void dump() throws IOException {
        source = TestPostgres.database(NastySchema.STATEMENTS.toArray(String[]::new));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dumped = PostgresSource.of(source).dumpTo(out).fingerprint();
        dump = out.toByteArray();
    }

    @BeforeEach
    void restore() {
        scratch = (PostgresScratchDatabase)
                PostgresScratchServer.of(TestPostgres.maintenance()).create(dumped.locale());
        scratch.restore(new ByteArrayInputStream(dump));
    }

    @AfterEach
    void drop() {
        scratch.close();
    }

    @Test
    void comes_back_row_for_row() {
        assertThat(dumped.tables()).hasSize(NastySchema.TABLES);
        assertThat(dumped.differences(scratch.fingerprint(dumped))).isEmpty();
        assertThat(dumped.remarks(scratch.fingerprint(dumped)))
                .containsExactly(
                        "public.far: not compared, a foreign table",
                        "public.kept: not compared, a materialized view, computed anew",
                        "public.unfilled: not compared, a materialized view without rows");
    }

    @Test
    void tells_of_every_table_when_its_rows_come() throws IOException {
        List<String> told = Collections.synchronizedList(new ArrayList<>());

        PostgresSource.of(source).dumpTo(new DumpOutput() {
            @Override
            public OutputStream dump() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public OutputStream rows(String table) {
                throw new AssertionError("apart: " + table);
            }

            @Override
            public void comesNext(String table) {
                told.add(table);
            }
        });

        assertThat(told)
                .filteredOn(table -> !table.isEmpty())
                .containsExactlyInAnyOrderElementsOf(dumped.tables().keySet());
        assertThat(told.get(told.size() - 1)).isEmpty(); // large objects
    }

    @Test
    void is_fingerprinted_whole() {
        assertThat(dumped.rows())
                .containsEntry("\"Häfen & Söhne\".\"Odd \"\"name\"\".\tx\"", 5L)
                .containsEntry("public.nothing", 2L)
                .containsEntry("public.secrets", 2L)
                .containsEntry("public.parent", 2L)
                .containsEntry("public.unlogged", 5L)
                .doesNotContainKeys("public.events", "public.events_2025", "public.seen", "public.kept");
        assertThat(dumped.sequences())
                .containsEntry("public.unasked", new SequencePosition(42, false, false, false))
                .containsEntry("public.down", new SequencePosition(-6, true, true, false))
                .containsEntry("public.columns_id_seq", new SequencePosition(34, true, false, false));
        assertThat(dumped.largeObjects()).extracting(LargeObjects::count).isEqualTo(3L);
        assertThat(dumped.extensions()).containsOnlyKeys("citext", "hstore", "ltree", "plpgsql", "postgres_fdw");
        assertThat(dumped.locale().encoding()).isEqualTo("UTF8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "DELETE FROM events WHERE n = 7| public.events_2025_rest: dumped with 106 rows, came back with 105",
                "UPDATE numbers SET d = 0.30000000000000000 WHERE n = 1.1 AND b IS NULL| public.numbers: came back with"
                        + " its 5 rows, but their content differs",
                "UPDATE numbers SET n = 1.1 WHERE n = 1.10| public.numbers: came back with its 5 rows, but their content"
                        + " differs",
                "UPDATE duplicates SET a = 1 WHERE ctid IN (SELECT ctid FROM duplicates WHERE a = 0 LIMIT 2)|"
                        + " public.duplicates: came back with its 100 rows, but their content differs",
                "UPDATE child SET late = 'never'| public.child: came back with its 1 rows, but their content differs",
                "UPDATE \"Häfen & Söhne\".\"Odd \"\"name\"\".\tx\" SET \"select\" = NULL WHERE \"select\" = ''|"
                        + " \"Häfen & Söhne\".\"Odd \"\"name\"\".\tx\": came back with its 5 rows, but their content differs",
                "UPDATE types SET class = 'hen' WHERE class IS NOT NULL| public.types: came back with its 2 rows, but"
                        + " their content differs",
                "TRUNCATE nothing| public.nothing: dumped with 2 rows, came back with 0",
                "DROP TABLE secrets| public.secrets: dumped with 2 rows, did not come back",
                "CREATE TABLE more AS SELECT 1| public.more: not in the dump, came back with 1 rows",
                "SELECT setval('columns_id_seq', 31)| public.columns_id_seq: dumped as a sequence after 34, came back"
                        + " behind it, after 31",
                "SELECT setval('down', -1)| public.down: dumped as a sequence after -6, came back behind it, after -1",
                "DROP SEQUENCE unasked| public.unasked: a sequence, did not come back",
                "SELECT lo_unlink(4712)| large objects: 3 dumped, 2 came back",
                "SELECT lo_put(4711, 2999999, '\\x11')| large objects: all 3 came back, but their content differs",
                "DROP FOREIGN TABLE far| public.far: dumped as a foreign table, did not come back",
                "REFRESH MATERIALIZED VIEW unfilled| public.unfilled: dumped as a materialized view without rows, came"
                        + " back as a materialized view, computed anew",
                "DROP EXTENSION postgres_fdw CASCADE; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER"
                        + " w; CREATE FOREIGN TABLE far (id int) SERVER s| extension postgres_fdw: did not come back"
            })
    void shows_what_was_spoiled(String sql, String difference) {
        TestPostgres.execute(scratch.connection(), sql);

        assertThat(dumped.differences(scratch.fingerprint(dumped))).containsExactly(difference);
    }

    @Test
    void may_have_sequences_that_are_ahead() {
        TestPostgres.execute(
                scratch.connection(), "SELECT nextval('columns_id_seq'), nextval('down'), nextval('around')");

        assertThat(dumped.differences(scratch.fingerprint(dumped))).isEmpty();
    }

    @Test
    void is_hashed_by_sha256_too() throws IOException {
        Fingerprint dumped = PostgresSource.builder(source)
                .hash(RowHash.SHA256)
                .build()
                .dumpTo(new ByteArrayOutputStream())
                .fingerprint();
        Fingerprint restored = scratch.fingerprint(dumped);

        assertThat(restored.hash()).isEqualTo(RowHash.SHA256);
        assertThat(dumped.hashesLike(restored)).isTrue();
        assertThat(dumped.differences(restored)).isEmpty();
        assertThat(dumped.tables()).isNotEqualTo(NastySchemaTest.dumped.tables());
    }

    /** The forms of text that a user's sessions may have by default. */
    @Test
    void has_one_fingerprint_whatever_the_settings_of_the_database() {
        for (String setting : List.of(
                "DateStyle = 'German'",
                "IntervalStyle = 'iso_8601'",
                "TimeZone = 'Asia/Kathmandu'",
                "extra_float_digits = -15",
                "bytea_output = 'escape'",
                "search_path = 'pg_catalog'",
                "quote_all_identifiers = on",
                "default_transaction_isolation = 'serializable'")) {
            TestPostgres.execute(
                    scratch.connection(),
                    "ALTER DATABASE " + scratch.connection().database() + " SET " + setting);
        }

        assertThat(dumped.differences(scratch.fingerprint(dumped))).isEmpty();
    }
}

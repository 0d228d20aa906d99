package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.fingerprint.SequencePosition;
import dev.seaworthy.backup.fingerprint.TableFingerprint;
import dev.seaworthy.core.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fingerprint takes in and what it leaves out, database by database. */
class FingerprintOfPostgresTest {
    private static final String TEXTS =
            "CREATE TABLE texts AS SELECT timestamptz '2026-03-29 01:02:03.456789+00' AS at,"
                    + " date '2026-03-29' AS day, interval '1 year -2 days 03:04:05.6' AS span, 0.1::float8 + 0.2 AS exact,"
                    + " 1.5::real AS small, '\\x00ff5c'::bytea AS bytes, 1234.56::numeric::money AS price,"
                    + " NULL::regclass AS class, '{\"a\": 1}'::json AS j";

    @Test
    void leaves_out_what_belongs_to_an_extension() {
        Fingerprint found = fingerprint(TestPostgres.database(
                "CREATE EXTENSION hstore",
                "CREATE TABLE member AS SELECT 1 AS id",
                "CREATE SEQUENCE member_seq",
                "CREATE MATERIALIZED VIEW member_view AS SELECT 1 AS id",
                "ALTER EXTENSION hstore ADD TABLE member",
                "ALTER EXTENSION hstore ADD SEQUENCE member_seq",
                "ALTER EXTENSION hstore ADD MATERIALIZED VIEW member_view",
                "CREATE TABLE own AS SELECT 1 AS id",
                "CREATE SEQUENCE own_seq",
                "CREATE MATERIALIZED VIEW own_view AS SELECT 1 AS id"));

        assertThat(found.tables()).containsOnlyKeys("public.own");
        assertThat(found.sequences()).containsOnlyKeys("public.own_seq");
        assertThat(found.leftOut()).containsOnlyKeys("public.own_view");
    }

    /** As pg_dump has it: what an extension calls its configuration holds rows of the user. */
    @Test
    void takes_in_the_rows_that_an_extension_says_are_the_users() {
        Fingerprint found = fingerprint(TestPostgres.database(
                "CREATE EXTENSION hstore",
                "CREATE TABLE settings AS SELECT generate_series(1, 5) AS id",
                "CREATE TABLE internal AS SELECT 1 AS id",
                "ALTER EXTENSION hstore ADD TABLE settings",
                "ALTER EXTENSION hstore ADD TABLE internal",
                "UPDATE pg_extension SET extconfig = ARRAY['settings'::regclass::oid],"
                        + " extcondition = ARRAY['WHERE id > 3'] WHERE extname = 'hstore'"));

        assertThat(found.rows()).isEqualTo(Map.of("public.settings", 2L));
    }

    @Test
    void counts_a_parent_without_its_children() {
        Fingerprint found = fingerprint(TestPostgres.database(
                "CREATE TABLE parent AS SELECT 1 AS id",
                "CREATE TABLE child () INHERITS (parent)",
                "INSERT INTO child VALUES (2), (3)"));

        assertThat(found.rows()).isEqualTo(Map.of("public.parent", 1L, "public.child", 2L));
    }

    @Test
    void knows_no_order_of_rows_or_columns_and_no_columns_that_were_dropped() {
        Fingerprint one = fingerprint(
                TestPostgres.database("CREATE TABLE t AS SELECT n AS a, 'x' || n AS b FROM generate_series(1, 9) n"));
        Fingerprint other = fingerprint(TestPostgres.database(
                "CREATE TABLE t (gone int, b text, a int)",
                "ALTER TABLE t DROP COLUMN gone",
                "INSERT INTO t SELECT 'x' || n, n FROM generate_series(9, 1, -1) n"));

        assertThat(one.differences(other)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sees_two_equal_rows_that_two_others_have_become(RowHash hash) {
        Fingerprint one =
                fingerprint(TestPostgres.database("CREATE TABLE t AS SELECT 1 AS a FROM (VALUES (1), (2)) v"), hash);
        Fingerprint other =
                fingerprint(TestPostgres.database("CREATE TABLE t AS SELECT 2 AS a FROM (VALUES (1), (2)) v"), hash);

        assertThat(one.differences(other))
                .containsExactly("public.t: came back with its 2 rows, but their content differs");
    }

    /**
     * So that it can be computed anywhere: the first eight bytes of the hash of a row's bytes, as a number with a sign.
     */
    @ParameterizedTest
    @ValueSource(strings = {"UTF8", "LATIN1"})
    void hashes_by_sha256_what_is_stored(String encoding) throws Exception {
        PostgresConnection database = TestPostgres.databaseOf(encoding, "CREATE TABLE t AS SELECT 1 AS a, 'ä' AS b");
        Charset charset = encoding.equals("UTF8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;

        byte[] row = MessageDigest.getInstance("SHA-256").digest("(1,ä)".getBytes(charset));

        assertThat(fingerprint(database, RowHash.SHA256)
                        .tables()
                        .get("public.t")
                        .hash())
                .isEqualTo(String.valueOf(ByteBuffer.wrap(row).getLong()));
    }

    /** Their rows have the same bytes, and so has the hash, whatever order of texts the database has. */
    @Test
    void hashes_by_bytes_where_the_database_orders_by_language() {
        Fingerprint plain = fingerprint(TestPostgres.database("CREATE TABLE t AS SELECT 'Ä é' AS a"));
        PostgresConnection icu = TestPostgres.databaseOf(
                "UTF8' LOCALE_PROVIDER 'icu' ICU_LOCALE 'de-DE", "CREATE TABLE t AS SELECT 'Ä é' AS a");
        Fingerprint german = fingerprint(icu);

        assertThat(german.locale()).isEqualTo(new DatabaseLocale("UTF8", "C", "C", "icu", "de-DE"));
        assertThat(plain.hashesLike(german)).isTrue();
        assertThat(plain.differences(german)).isEmpty();
    }

    /** Each alone, so that none hides behind another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DateStyle = 'German'",
                "IntervalStyle = 'iso_8601'",
                "TimeZone = 'Asia/Kathmandu'",
                "extra_float_digits = -15",
                "bytea_output = 'escape'",
                "search_path = 'pg_catalog'",
                "standard_conforming_strings = off",
                "lc_monetary = 'C.UTF-8'",
                "xmloption = 'document'",
                "quote_all_identifiers = on",
                "row_security = on"
            })
    void is_the_same_whatever_the_default_of(String setting) {
        PostgresConnection database = TestPostgres.database(TEXTS, "UPDATE texts SET class = 'texts'");
        Fingerprint before = fingerprint(database);

        TestPostgres.execute(
                database,
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET " + setting.replace("'", "''")
                        + "', current_database()); END $$");

        Fingerprint after = fingerprint(database);
        assertThat(before.probe()).isEqualTo(after.probe());
        assertThat(before.differences(after)).isEmpty();
    }

    /** The driver tells the server of the zone of its machine. */
    @Test
    void is_the_same_whatever_the_zone_of_the_machine() {
        PostgresConnection database = TestPostgres.database(TEXTS);
        Fingerprint here = fingerprint(database);
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            assertThat(here.differences(fingerprint(database))).isEmpty();
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void takes_its_time_whatever_the_default_of_the_database() {
        PostgresConnection database =
                TestPostgres.database("CREATE TABLE t AS SELECT generate_series(1, 2000000) AS id");
        TestPostgres.execute(
                database,
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 300', current_database()); END $$");

        assertThat(fingerprint(database).rows()).containsEntry("public.t", 2_000_000L);
    }

    @Test
    void fails_rather_than_see_the_rows_of_one_role() {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE t AS SELECT generate_series(1, 3) AS id",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY one ON t USING (id < 2)",
                "CREATE ROLE peeping LOGIN PASSWORD 'peeping'",
                "GRANT SELECT ON t TO peeping");
        PostgresConnection weak = new PostgresConnection(
                database.host(), database.port(), database.database(), "peeping", Secret.of("peeping"));

        try {
            assertThatThrownBy(() -> fingerprint(weak))
                    .isInstanceOf(RestoreException.class)
                    .hasMessageContaining("row-level security policy for table \"t\"");
        } finally {
            TestPostgres.execute(database, "DROP OWNED BY peeping", "DROP ROLE peeping");
        }
    }

    @Test
    @Tag("endurance")
    void tells_large_objects_apart_by_their_id_their_place_and_each_byte() {
        String three = "SELECT lo_from_bytea(100, decode(repeat('00ff10', 1000000), 'hex'))";
        Fingerprint one = fingerprint(TestPostgres.database(three, "SELECT lo_from_bytea(200, '\\x01')"));

        assertThat(one.largeObjects().count()).isEqualTo(2);
        assertThat(objects(three, "SELECT lo_from_bytea(200, '\\x01')")).isEqualTo(one.largeObjects());
        assertThat(objects(three, "SELECT lo_from_bytea(201, '\\x01')")).isNotEqualTo(one.largeObjects());
        assertThat(objects(three, "SELECT lo_put(100, 2999999, '\\x11')", "SELECT lo_from_bytea(200, '\\x01')"))
                .isNotEqualTo(one.largeObjects());
        assertThat(objects(three, "SELECT lo_put(100, 0, decode(repeat('ab', 1048576), 'hex'))"))
                .isNotEqualTo(objects(
                        "SELECT lo_from_bytea(100, decode(repeat('00ff10', 1000000), 'hex'))",
                        "SELECT lo_put(100, 1048576, decode(repeat('ab', 1048576), 'hex'))"));
        assertThat(objects("SELECT lo_from_bytea(1, decode(repeat('aa', 1048576) || repeat('bb', 1048576), 'hex'))"))
                .isNotEqualTo(objects(
                        "SELECT lo_from_bytea(1, decode(repeat('bb', 1048576) || repeat('aa', 1048576), 'hex'))"));
    }

    private static LargeObjects objects(String... statements) {
        return fingerprint(TestPostgres.database(statements)).largeObjects();
    }

    @Test
    void knows_how_a_sequence_goes() {
        Fingerprint found = fingerprint(TestPostgres.database(
                "CREATE SEQUENCE down INCREMENT -5 MINVALUE -1000 MAXVALUE -1",
                "CREATE SEQUENCE around MAXVALUE 3 CYCLE",
                "SELECT nextval('around')"));

        assertThat(found.sequences())
                .isEqualTo(Map.of(
                        "public.down", new SequencePosition(-1, false, true, false),
                        "public.around", new SequencePosition(1, true, false, true)));
    }

    private static Fingerprint fingerprint(PostgresConnection database) {
        return fingerprint(database, RowHash.HASHTEXT);
    }

    private static Fingerprint fingerprint(PostgresConnection database, RowHash hash) {
        Fingerprint like = new Fingerprint(
                hash,
                "",
                new TreeMap<>(Map.of("public.t", TableFingerprint.EMPTY)),
                new TreeMap<>(),
                LargeObjects.NONE,
                new TreeMap<>(),
                new TreeMap<>(),
                DatabaseLocale.C);
        return PostgresTarget.of(database).fingerprint(like);
    }
}

package dev.seaworthy.backup.database.postgres.snapshot;

import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.fingerprint.SequencePosition;
import dev.seaworthy.backup.fingerprint.TableFingerprint;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fingerprint, query by query. The order matters: a sequence moves on outside of every snapshot, so it comes first.
 */
final class FingerprintQueries {
    private static final String NOT_OF_AN_EXTENSION = """
            AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_depend d
              WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private static final String SEQUENCES = """
            SELECT n.nspname, c.relname, s.seqincrement < 0, s.seqcycle
            FROM pg_catalog.pg_sequence s
            JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relpersistence <> 't' AND %s
            """ + NOT_OF_AN_EXTENSION;

    private static final String LEFT_OUT = """
            SELECT n.nspname, c.relname, CASE
              WHEN c.relkind = 'f' THEN 'foreign table'
              WHEN c.relispopulated THEN 'materialized view, computed anew'
              ELSE 'materialized view without rows' END
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('f', 'm') AND %s
            """ + NOT_OF_AN_EXTENSION;

    private static final String LOCALE = """
            SELECT pg_encoding_to_char(encoding), datcollate, datctype,
              CASE to_jsonb(d) ->> 'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
              coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', '')
            FROM pg_catalog.pg_database d WHERE datname = current_database()
            """;

    private static final int PIECE_BYTES = 1 << 20;

    /** Each object in pieces, since a value may not have more than a gigabyte; it counts the bytes by seeking. */
    private static final String PIECES = """
            (SELECT oid, generate_series(0, (bytes - 1) / %1$d) AS piece FROM (
              SELECT oid, lo_lseek64(fd, 0, 2) AS bytes, lo_close(fd)
              FROM (SELECT oid, lo_open(oid, 262144) AS fd FROM pg_catalog.pg_largeobject_metadata OFFSET 0) opened
              OFFSET 0) measured) pieces
            """.formatted(PIECE_BYTES);

    private final Rows rows;
    private final SchemaFilter schemas;
    private final RowHash hash;

    FingerprintQueries(Rows rows, SchemaFilter schemas, RowHash hash) {
        this.rows = rows;
        this.schemas = schemas;
        this.hash = hash;
    }

    Fingerprint read(List<Table> tables) throws SQLException {
        SortedMap<String, SequencePosition> sequences = sequences();
        return new Fingerprint(
                hash,
                rows.text("SELECT " + hashOf("'(1,\"a b\",\\x00ff)'")),
                tables(tables),
                sequences,
                largeObjects(),
                extensions(),
                leftOut(),
                locale());
    }

    /** A sum of these is a number of any size, and has no overflow. */
    private String hashOf(String text) {
        return switch (hash) {
            case HASHTEXT -> "hashtextextended((" + text + ")::text COLLATE \"C\", 0)";
            case SHA256 ->
                "('x' || encode(substr(sha256(convert_to((" + text
                        + ")::text, getdatabaseencoding())), 1, 8), 'hex'))::bit(64)::bigint";
        };
    }

    private SortedMap<String, TableFingerprint> tables(List<Table> tables) throws SQLException {
        SortedMap<String, TableFingerprint> fingerprints = new TreeMap<>();
        for (Table table : tables) {
            fingerprints.put(table.name().toString(), table(table));
        }
        return fingerprints;
    }

    private TableFingerprint table(Table table) throws SQLException {
        return rows.one(
                "SELECT count(*), " + sum("ROW(" + table.columns() + ")") + " FROM ONLY "
                        + table.name().sql() + " " + table.condition(),
                row -> new TableFingerprint(row.getLong(1), row.getString(2)));
    }

    private String sum(String text) {
        return "coalesce(sum(" + hashOf(text) + "), 0)::text";
    }

    private SortedMap<String, SequencePosition> sequences() throws SQLException {
        SortedMap<String, SequencePosition> positions = new TreeMap<>();
        for (Sequence sequence : rows.list(SEQUENCES.formatted(schemas.accepts("n.nspname")), Sequence::of)) {
            positions.put(sequence.name().toString(), sequence.position(rows));
        }
        return positions;
    }

    private LargeObjects largeObjects() throws SQLException {
        String piece = "oid || ':' || piece || ':' || encode(lo_get(oid, piece * " + PIECE_BYTES + ", " + PIECE_BYTES
                + "), 'hex')";
        return rows.one(
                "SELECT count(DISTINCT oid), " + sum(piece) + " FROM " + PIECES,
                row -> new LargeObjects(row.getLong(1), row.getString(2)));
    }

    private SortedMap<String, String> extensions() throws SQLException {
        SortedMap<String, String> extensions = new TreeMap<>();
        rows.list(
                "SELECT extname, extversion FROM pg_catalog.pg_extension",
                row -> extensions.put(row.getString(1), row.getString(2)));
        return extensions;
    }

    private SortedMap<String, String> leftOut() throws SQLException {
        SortedMap<String, String> leftOut = new TreeMap<>();
        rows.list(
                LEFT_OUT.formatted(schemas.accepts("n.nspname")),
                row -> leftOut.put(new TableName(row.getString(1), row.getString(2)).toString(), row.getString(3)));
        return leftOut;
    }

    private DatabaseLocale locale() throws SQLException {
        return rows.one(
                LOCALE,
                row -> new DatabaseLocale(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }
}

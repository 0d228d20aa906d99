package dev.seaworthy.security.apikey.store;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;

/** The table of keys, and what is said to it. */
record ApiKeyTable(TableName name) {
    private static final String COLUMNS = "id, digest, owner, scopes, created, expires, superseded, revoked, last_used";

    /**
     * The primary key answers the look-ups, the index the listings. No index holds {@code last_used}, and each page
     * keeps room, so that noting a use changes neither index (a heap-only tuple).
     */
    String sql() {
        return """
                CREATE TABLE IF NOT EXISTS %1$s (
                    id text NOT NULL PRIMARY KEY,
                    digest text NOT NULL,
                    owner text NOT NULL,
                    scopes text[] NOT NULL CHECK (array_position(scopes, NULL) IS NULL),
                    created timestamptz NOT NULL CHECK (isfinite(created)),
                    expires timestamptz CHECK (isfinite(expires)),
                    superseded timestamptz CHECK (isfinite(superseded)),
                    revoked timestamptz CHECK (isfinite(revoked)),
                    last_used timestamptz CHECK (isfinite(last_used))
                ) WITH (fillfactor = 80);
                CREATE INDEX IF NOT EXISTS %2$s ON %1$s (owner, created);
                """.formatted(name.sql(), Identifier.quote(index()));
    }

    private String index() {
        return Identifier.withSuffix(name.name(), "_owner_idx");
    }

    /** Asks of a table and its index whether both are there. */
    String isThere() {
        return "SELECT to_regclass(?) IS NOT NULL AND to_regclass(?) IS NOT NULL";
    }

    /** In the schema of the table, quoted. */
    String qualifiedIndex() {
        return new TableName(name.schema(), index()).sql();
    }

    String find() {
        return "SELECT " + COLUMNS + " FROM " + name.sql() + " WHERE id = ?";
    }

    String list() {
        return "SELECT " + COLUMNS + " FROM " + name.sql() + " WHERE owner = ? ORDER BY created, id";
    }

    String insert() {
        return "INSERT INTO " + name.sql() + " (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
    }

    String revoke() {
        return "UPDATE " + name.sql() + " SET revoked = ? WHERE id = ? AND revoked IS NULL";
    }

    /** One statement, so both or neither; an id that is taken is an error, which undoes the update. */
    String replace() {
        return """
                WITH ending AS (
                    UPDATE %1$s SET superseded = ?
                    WHERE id = ? AND revoked IS NULL AND superseded IS NULL AND (expires IS NULL OR expires > ?)
                    RETURNING id
                )
                INSERT INTO %1$s (%2$s) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? FROM ending""".formatted(name.sql(), COLUMNS);
    }

    String deleteInactive() {
        return "DELETE FROM " + name.sql() + " WHERE least(expires, superseded, revoked) < ?";
    }

    /** Rows are locked in the order of their ids, so that two nodes that do this at once wait, and do not deadlock. */
    String touch() {
        return """
                WITH used AS (
                    SELECT * FROM unnest(?::text[], ?::timestamptz[]) AS used (id, at)
                ), locked AS (
                    SELECT id FROM %1$s WHERE id IN (SELECT id FROM used) ORDER BY id FOR NO KEY UPDATE
                )
                UPDATE %1$s AS t SET last_used = used.at FROM used, locked
                WHERE t.id = used.id AND t.id = locked.id AND (t.last_used IS NULL OR t.last_used < used.at)""".formatted(name.sql());
    }
}

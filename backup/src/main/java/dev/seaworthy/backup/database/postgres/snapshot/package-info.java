/**
 * One instant of a database: its tables, and the fingerprint of all that they hold.
 *
 * <p>Start at {@link dev.seaworthy.backup.database.postgres.snapshot.Snapshot}:
 *
 * <pre>{@code
 * try (Snapshot snapshot = Snapshot.begin(connection)) {
 *     String instant = snapshot.export(); // for pg_dump --snapshot
 *     List<Table> tables = snapshot.lockTables(SchemaFilter.NONE);
 *     Fingerprint fingerprint = snapshot.fingerprint(tables, SchemaFilter.NONE, RowHash.HASHTEXT);
 * }
 * }</pre>
 *
 * <p>Not exported. It reads, and writes nothing.
 */
package dev.seaworthy.backup.database.postgres.snapshot;

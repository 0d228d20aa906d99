/**
 * The port to databases: one that can be dumped as a stream, a server on which a dump is tried, and a database that it
 * is restored into to stay.
 *
 * <p>Start at {@link dev.seaworthy.backup.database.postgres.PostgresSource} for PostgreSQL, and at
 * {@link dev.seaworthy.backup.testing.InMemoryDatabase} in a unit test:
 *
 * <pre>{@code
 * Dump dump = source.dumpTo(out);
 * try (ScratchDatabase scratch = server.create(dump.fingerprint().locale())) {
 *     scratch.restore(in);
 *     List<String> differences = dump.fingerprint().differences(scratch.fingerprint(dump.fingerprint()));
 * }
 * }</pre>
 */
package dev.seaworthy.backup.database;

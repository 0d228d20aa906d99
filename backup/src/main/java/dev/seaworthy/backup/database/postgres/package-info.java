/**
 * PostgreSQL, dumped inside one exported snapshot and restored by its own client programs.
 *
 * <p>Start at {@link dev.seaworthy.backup.database.postgres.PostgresSource}:
 *
 * <pre>{@code
 * PostgresConnection connection = new PostgresConnection("db.internal", 5432, "contentmax", "backup", password);
 * Dump dump = PostgresSource.of(connection).dumpTo(out);
 * try (ScratchDatabase scratch = PostgresScratchServer.of(elsewhere).create(dump.fingerprint().locale())) {
 *     scratch.restore(in);
 *     List<String> differences = dump.fingerprint().differences(scratch.fingerprint(dump.fingerprint()));
 * }
 * }</pre>
 *
 * <p>It needs PostgreSQL's client programs, not older than the server, and the driver
 * {@code org.postgresql:postgresql}, which a service adds itself. A
 * {@link dev.seaworthy.backup.database.postgres.PostgresTarget} is restored into to stay.
 */
package dev.seaworthy.backup.database.postgres;

/**
 * Fakes for unit tests: an object store, a bucket to back up and a database in memory, which fail on command.
 *
 * <p>Start at {@link dev.seaworthy.backup.testing.InMemoryDatabase}:
 *
 * <pre>{@code
 * InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "first row", "second row");
 * BackupManager backups = BackupManager.builder()
 *         .store(new InMemoryObjectStore())
 *         .database(database)
 *         .encryptTo(identity.recipient())
 *         .build();
 * database.failNextDump();
 * assertThrows(BackupException.class, backups::backUpDatabase);
 * }</pre>
 *
 * <p>Never use it in production: nothing is kept.
 */
package dev.seaworthy.backup.testing;

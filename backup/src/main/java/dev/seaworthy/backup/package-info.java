/**
 * Database backups that are proven to restore.
 *
 * <p>Start at {@link dev.seaworthy.backup.BackupManager}:
 *
 * <pre>{@code
 * BackupManager backups = BackupManager.builder()
 *         .store(S3Store.of(s3, "contentmax-backups"))
 *         .database(PostgresSource.of(connection))
 *         .encryptTo(Recipient.of("age1…"))
 *         .build();
 * BackupReport report = backups.backUpDatabase();
 * RestoreVerdict verdict = backups.testRestore(report.id(), identity, scratchServer); // where the private key is
 * }</pre>
 *
 * <p>{@link dev.seaworthy.backup.BackupManager#restore} restores to stay; {@link dev.seaworthy.backup.drill} proves the
 * newest again and again; {@link dev.seaworthy.backup.retention} says which stay. It has no schedule.
 */
package dev.seaworthy.backup;

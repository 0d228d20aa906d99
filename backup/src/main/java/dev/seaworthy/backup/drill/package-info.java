/**
 * Restore drills: the newest backup restored again and again, and what came of it kept as a history.
 *
 * <p>Start at {@link dev.seaworthy.backup.drill.RestoreDrill}, where the private key is:
 *
 * <pre>{@code
 * RestoreDrill drill = RestoreDrill.builder()
 *         .backups(backups)
 *         .store(store)
 *         .identity(identity)
 *         .scratch(PostgresScratchServer.of(elsewhere))
 *         .build();
 * Job nightly = Job.named("restore-drill").cron("30 3 * * *").run(drill::runOrThrow);
 * }</pre>
 *
 * <p>{@link dev.seaworthy.backup.drill.DrillHistory} reads the history without a key. It has no retention: a record is
 * written once and stays.
 */
package dev.seaworthy.backup.drill;

/**
 * Rows that have grown old, moved from a live table into an archive table: batch by batch, and none lost, doubled or
 * moved too early while others write.
 *
 * <p>Start at {@link dev.seaworthy.core.database.archive.ArchiveMover}:
 *
 * <pre>{@code
 * Archive archive = Archive.of("content").into("content_archive").by("created_at")
 *         .olderThan(Period.ofMonths(6)).where("status = 'published'").build();
 *
 * ArchiveReport report = ArchiveMover.of(archive).run(dataSource);
 * }</pre>
 *
 * <p>Why it moves as it does: docs/decisions/0021-the-archive-move.md.
 */
package dev.seaworthy.core.database.archive;

/**
 * The ids of backups, drills and runs.
 *
 * <p>Start at {@link dev.seaworthy.backup.id.TimeIds}:
 *
 * <pre>{@code
 * String id = new TimeIds(new SecureRandom()).next(clock.instant());
 * }</pre>
 *
 * <p>Not exported.
 */
package dev.seaworthy.backup.id;

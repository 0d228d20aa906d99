/**
 * Which backups stay and which go, and what keeps one whatever the rules say.
 *
 * <p>Start at {@link dev.seaworthy.backup.retention.RetentionPolicy}:
 *
 * <pre>{@code
 * RetentionPolicy policy = RetentionPolicy.keep()
 *         .last(3)
 *         .hourly(8)
 *         .daily(7)
 *         .weekly(4)
 *         .monthly(12)
 *         .yearly(2)
 *         .build();
 * System.out.println(backups.planPrune(policy)); // deletes nothing
 * backups.prune(policy);
 * }</pre>
 *
 * <p>{@link dev.seaworthy.backup.retention.Holds} keeps one backup out of every policy's reach. It has no schedule.
 */
package dev.seaworthy.backup.retention;

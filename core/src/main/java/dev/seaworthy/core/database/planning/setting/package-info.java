/**
 * Extensions, defaults of sessions, parameters of tables, and the jobs of {@code pg_cron}.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.setting.CronPlanner}:
 *
 * <pre>{@code
 * new CronPlanner(survey).plan(desired);
 * }</pre>
 */
package dev.seaworthy.core.database.planning.setting;

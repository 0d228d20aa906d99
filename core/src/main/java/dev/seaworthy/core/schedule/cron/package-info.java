/**
 * Cron expressions. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.cron.Cron}:
 *
 * <pre>{@code
 * Instant next = Cron.of("0 2 * * *", ZoneOffset.UTC).after(now);
 * }</pre>
 */
package dev.seaworthy.core.schedule.cron;

/**
 * What may be told of a failure: in a log without a message of others, in the status of a job in one line. Shared
 * inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.failure.Trace}:
 *
 * <pre>{@code
 * LOGGER.warn("Job {} failed", name, Trace.of(thrown));
 * }</pre>
 */
package dev.seaworthy.core.schedule.failure;

/**
 * What may be told of a failure: in a log without a message of others, in a status or a report in one line, in one
 * error of a declaration. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.failure.Trace}:
 *
 * <pre>{@code
 * LOGGER.warn("Job {} failed", name, Trace.of(thrown));
 * }</pre>
 */
package dev.seaworthy.core.failure;

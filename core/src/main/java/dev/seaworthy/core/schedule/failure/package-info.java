/**
 * How a name that no job has is told from other failures. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.failure.UnknownJobException}:
 *
 * <pre>{@code
 * throw new UnknownJobException("Job \"clean-up\" is not declared");
 * }</pre>
 */
package dev.seaworthy.core.schedule.failure;

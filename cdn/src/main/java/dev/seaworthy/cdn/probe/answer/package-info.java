/**
 * One answer, and what its headers tell of the caches that it passed. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.answer.Answer}:
 *
 * <pre>{@code
 * answer.state().isCopy();
 * }</pre>
 */
package dev.seaworthy.cdn.probe.answer;

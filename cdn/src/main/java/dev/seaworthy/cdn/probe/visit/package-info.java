/**
 * The requests of a probe, each with an end. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.visit.Visit}:
 *
 * <pre>{@code
 * try (Visit visit = new Visit(wanted)) {
 *     Sight sight = visit.see(expectation);
 * }
 * }</pre>
 */
package dev.seaworthy.cdn.probe.visit;

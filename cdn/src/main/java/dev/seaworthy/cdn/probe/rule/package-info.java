/**
 * What answers say of a declaration. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.rule.Judgement}:
 *
 * <pre>{@code
 * List<CacheFinding> findings = Judgement.of(sight);
 * }</pre>
 */
package dev.seaworthy.cdn.probe.rule;

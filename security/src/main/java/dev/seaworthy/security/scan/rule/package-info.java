/**
 * What follows from the answers of a scan. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.security.scan.rule.Judgement}:
 *
 * <pre>{@code
 * Judgement judgement = Judgement.of(observed);
 * Grade grade = judgement.grade();
 * }</pre>
 *
 * <p>The rules that give and take scores are those of MDN's HTTP Observatory. All others are of this house: they hold a
 * grade down as SSL Labs does with its own.
 */
package dev.seaworthy.security.scan.rule;

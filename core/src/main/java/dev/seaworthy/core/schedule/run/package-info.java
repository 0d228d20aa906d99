/**
 * What all schedulers share: one run with its timeout, what follows it, and a board of what is due. Shared inside this
 * module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.run.Run}:
 *
 * <pre>{@code
 * Outcome outcome = new Run(Declared.of(job), Optional.empty(), clock).go();
 * }</pre>
 */
package dev.seaworthy.core.schedule.run;

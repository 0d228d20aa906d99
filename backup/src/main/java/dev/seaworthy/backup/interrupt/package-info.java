/**
 * How operations end before their time, or with it.
 *
 * <p>Start at {@link dev.seaworthy.backup.interrupt.TimeLimit}, which interrupts a thread;
 * {@link dev.seaworthy.backup.interrupt.Interruptible} has that interrupt end what would not heed it:
 *
 * <pre>{@code
 * Interruptible waiting = new Interruptible(process::destroyForcibly);
 * try (TimeLimit limit = TimeLimit.start(timeout)) {
 *     int first = waiting.run(process.getInputStream()::read);
 * }
 * }</pre>
 *
 * <p>Not exported. It starts no work of its own.
 */
package dev.seaworthy.backup.interrupt;

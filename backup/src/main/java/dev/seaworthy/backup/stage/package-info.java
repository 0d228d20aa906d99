/**
 * Streams whose bytes are worked on by threads of their own, block by block, and come out in their order.
 *
 * <p>Start at {@link dev.seaworthy.backup.stage.StagedOutput}; {@link dev.seaworthy.backup.stage.StagedInput} is its
 * reverse:
 *
 * <pre>{@code
 * try (OutputStream out = new StagedOutput(new Lane("seal", 64 * 1024, 16, 3), next, block -> sealed(block))) {
 *     dump.transferTo(out);
 * }
 * }</pre>
 *
 * <p>Not exported. A stage holds so many blocks and no more: who is faster waits. What fails in one stage fails in
 * those before it, an interrupt ends them all, and closing a stream ends its threads.
 */
package dev.seaworthy.backup.stage;

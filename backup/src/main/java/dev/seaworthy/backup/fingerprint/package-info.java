/**
 * What a database held at one instant, in a few numbers for each table.
 *
 * <p>Start at {@link dev.seaworthy.backup.fingerprint.Fingerprint}:
 *
 * <pre>{@code
 * Fingerprint dumped = source.dumpTo(out).fingerprint();
 * Fingerprint restored = scratch.fingerprint(dumped);
 * dumped.differences(restored).forEach(System.out::println); // public.content: dumped with 3 rows, came back with 2
 * }</pre>
 *
 * <p>A hash finds what accidents change. It is no proof against somebody who chooses the rows.
 */
package dev.seaworthy.backup.fingerprint;

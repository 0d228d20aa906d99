/**
 * Limits of rates: Seaworthy beside Bucket4j, Resilience4j and Guava.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.ratelimit.LimitBenchmark}, one decision, and at
 * {@link dev.seaworthy.examples.benchmarks.ratelimit.KeyMemory}, what a key takes.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.ratelimit;

import org.jspecify.annotations.NullMarked;

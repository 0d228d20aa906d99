/**
 * Security headers and CORS: Seaworthy beside Spring and Jetty.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.security.HeadersBenchmark} and at
 * {@link dev.seaworthy.examples.benchmarks.security.CorsBenchmark}, one response each, and at
 * {@link dev.seaworthy.examples.benchmarks.security.ProtectionCost}, a server under load.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.security;

import org.jspecify.annotations.NullMarked;

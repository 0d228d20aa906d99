/**
 * Security headers and CORS: Seaworthy beside Spring and Jetty.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.security.HeadersBenchmark} and at
 * {@link dev.seaworthy.examples.benchmarks.security.CorsBenchmark}, one response each, and at
 * {@link dev.seaworthy.examples.benchmarks.security.ProtectionCost}, a server under load; at
 * {@link dev.seaworthy.examples.benchmarks.security.KeyTiming}, whether an answer's time tells a secret.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.security;

import org.jspecify.annotations.NullMarked;

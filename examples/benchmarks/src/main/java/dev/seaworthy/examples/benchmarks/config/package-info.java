/**
 * Reading a validated environment: Seaworthy beside SmallRye Config and Spring Boot's Binder.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.config.LoadBenchmark}, a load in a warm process, and at
 * {@link dev.seaworthy.examples.benchmarks.config.ColdStart}, a whole process for one load.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.config;

import org.jspecify.annotations.NullMarked;

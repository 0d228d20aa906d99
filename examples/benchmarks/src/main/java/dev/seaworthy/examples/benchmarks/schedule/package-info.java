/**
 * Due one-time jobs on two nodes: Seaworthy's beside db-scheduler's own.
 *
 * <p>Start at {@link dev.seaworthy.examples.benchmarks.schedule.DueJobs}.
 */
@NullMarked
package dev.seaworthy.examples.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;

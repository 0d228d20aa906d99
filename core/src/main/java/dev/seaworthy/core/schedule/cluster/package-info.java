/**
 * Jobs that run once in a cluster, on db-scheduler and the service's own PostgreSQL.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.cluster.ClusterJobs}:
 *
 * <pre>{@code
 * try (Jobs jobs = ClusterJobs.builder(dataSource).job(cleanup).job(backup).createTable().build()) {
 *     jobs.start();
 *     jobs.runNow("cleanup");
 * }
 * }</pre>
 *
 * <p>This package alone sees db-scheduler, which is an optional dependency.
 */
package dev.seaworthy.core.schedule.cluster;

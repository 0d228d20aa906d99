/**
 * Jobs: on a schedule, or once for each piece of data; in one JVM or once in a cluster.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.Job} and {@link dev.seaworthy.core.schedule.Jobs}:
 *
 * <pre>{@code
 * Job cleanup = Job.named("cleanup").cron("0 2 * * *").run(content::deleteDrafts);
 * try (Jobs jobs = DirectJobs.builder().job(cleanup).build()) {
 *     jobs.start();
 *     jobs.runNow("cleanup");
 * }
 * }</pre>
 *
 * <p>{@link dev.seaworthy.core.schedule.direct.DirectJobs} is for one JVM,
 * {@link dev.seaworthy.core.schedule.cluster.ClusterJobs} for several on one PostgreSQL, and
 * {@link dev.seaworthy.core.testing.ManualJobs} for tests. A job needs no library; db-scheduler is needed by
 * {@code ClusterJobs} alone, Micrometer by whoever gives a registry.
 */
package dev.seaworthy.core.schedule;

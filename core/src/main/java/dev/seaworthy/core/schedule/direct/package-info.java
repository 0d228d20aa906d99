/**
 * Jobs in one JVM, without a database.
 *
 * <p>Start at {@link dev.seaworthy.core.schedule.direct.DirectJobs}:
 *
 * <pre>{@code
 * try (Jobs jobs = DirectJobs.builder().job(cleanup).job(backup).build()) {
 *     jobs.start();
 *     server.join();
 * }
 * }</pre>
 */
package dev.seaworthy.core.schedule.direct;

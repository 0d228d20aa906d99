/**
 * What Vercel's plans allow, each limit with the date and the page that it was read from: such limits change several
 * times a year.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.plan.VercelPlan}:
 *
 * <pre>{@code
 * long seconds = VercelPlan.PRO.limit(Limit.MAX_DURATION_SECONDS).most();
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.plan;

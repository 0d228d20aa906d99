/**
 * What is wrong with a vercel.json, and where.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.problem.VercelProblem}:
 *
 * <pre>{@code
 * for (VercelProblem problem : config.validate(VercelPlan.PRO)) {
 *     System.out.println(problem); // WARNING /regions/0: "iad2" is no region … — Did you mean "iad1"?
 * }
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.problem;

/**
 * The rules that a vercel.json is held to, each over the whole file. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.rule.Ruleset}:
 *
 * <pre>{@code
 * List<VercelProblem> problems = Ruleset.check(Node.root(tree), VercelPlan.PRO);
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.rule;

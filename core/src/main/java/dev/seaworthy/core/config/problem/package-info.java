/**
 * What can be wrong with an environment.
 *
 * <p>Start at {@link dev.seaworthy.core.config.problem.Problem}:
 *
 * <pre>{@code
 * catch (ConfigException e) {
 *     e.problems().stream().filter(problem -> problem.code() == Code.REQUIRED).forEach(this::ask);
 * }
 * }</pre>
 */
package dev.seaworthy.core.config.problem;

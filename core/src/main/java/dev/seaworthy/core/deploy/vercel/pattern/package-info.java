/**
 * The patterns of path-to-regexp 6.1, as vercel.json has them for its sources. Shared inside this module, and not
 * exported.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.pattern.PathPattern}:
 *
 * <pre>{@code
 * PathPattern pattern = PathPattern.of("/blog/:slug");
 * Optional<Map<String, String>> parts = pattern.match("/blog/hello", Steps.ofOneMatch());
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.pattern;

/**
 * The routes of a vercel.json, compiled as Vercel compiles them. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.routing.Router}:
 *
 * <pre>{@code
 * RouteTrace trace = Router.of(Node.root(tree)).trace("/home", Steps.ofManyMatches());
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.routing;

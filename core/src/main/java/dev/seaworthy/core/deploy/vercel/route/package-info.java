/**
 * What a vercel.json does with a path.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.route.RouteTrace}:
 *
 * <pre>{@code
 * RouteTrace trace = config.trace("/api/generate");
 * trace.headers().forEach(header -> System.out.println(header.name() + ": " + header.value()));
 * }</pre>
 *
 * <p>Files and functions of a deployment are not known here, nor middleware: a rewrite is told of that Vercel looks at
 * only if no file is there.
 */
package dev.seaworthy.core.deploy.vercel.route;

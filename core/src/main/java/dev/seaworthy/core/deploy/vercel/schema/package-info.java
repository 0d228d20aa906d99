/**
 * The shape of vercel.json, as Vercel's command line checks it. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.schema.Schema}:
 *
 * <pre>{@code
 * Schema.check(Node.root(tree), findings);
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.schema;

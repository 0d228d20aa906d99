/**
 * A tree of JSON whose parts know their place. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.document.Node}:
 *
 * <pre>{@code
 * for (Node cron : Node.root(tree).list("crons")) {
 *     cron.text("schedule").ifPresent(schedule -> findings.error(cron, …));
 * }
 * }</pre>
 */
package dev.seaworthy.core.deploy.vercel.document;

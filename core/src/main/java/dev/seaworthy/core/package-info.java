/**
 * What every module shares: {@link dev.seaworthy.core.Secret} and the root of all our exceptions.
 *
 * <p>Start at {@link dev.seaworthy.core.Secret}:
 *
 * <pre>{@code
 * Secret token = Secret.of(text);
 * log.info("token {}", token);      // token ***
 * client.authorize(token.reveal()); // the one way out
 * }</pre>
 *
 * <p>It holds no helpers: what only one module needs lives there.
 */
package dev.seaworthy.core;

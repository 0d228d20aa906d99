/**
 * Hosts as text: names and literal addresses, never looked up. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.config.host.IpLiteral}:
 *
 * <pre>{@code
 * Optional<InetAddress> address = IpLiteral.parse("::1");
 * }</pre>
 */
package dev.seaworthy.core.config.host;

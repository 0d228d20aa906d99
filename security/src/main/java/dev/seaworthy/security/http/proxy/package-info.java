/**
 * Who the client is, behind proxies.
 *
 * <p>Start at {@link dev.seaworthy.security.http.proxy.TrustedProxies}:
 *
 * <pre>{@code
 * Optional<InetAddress> client = TrustedProxies.ranges("10.0.0.0/8").clientAddress(request);
 * }</pre>
 */
package dev.seaworthy.security.http.proxy;

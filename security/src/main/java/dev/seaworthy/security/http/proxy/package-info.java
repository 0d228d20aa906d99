/**
 * Who the client is, behind proxies. Start at {@link dev.seaworthy.security.http.proxy.TrustedProxies}.
 *
 * <p>{@code TrustedProxies.ranges("10.0.0.0/8").clientAddress(request)}
 */
package dev.seaworthy.security.http.proxy;

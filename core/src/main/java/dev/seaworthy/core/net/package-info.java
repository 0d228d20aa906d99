/**
 * What ends where the JDK's network has no end: a lookup, and an exchange with a server. Shared inside the house, and
 * not exported to others.
 *
 * <p>Start at {@link dev.seaworthy.core.net.Lookup}:
 *
 * <pre>{@code
 * List<InetAddress> addresses = Lookup.within(Duration.ofSeconds(5), () -> resolver.resolve(host));
 * }</pre>
 */
package dev.seaworthy.core.net;

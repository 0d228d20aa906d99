package dev.seaworthy.security.http.proxy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One station of a request's way, as the next one wrote it down.
 *
 * @param address empty if it was written as unknown, obfuscated, or as nothing that we can read
 * @param proto the scheme that it spoke, if the header says it of this hop
 */
record Hop(Optional<InetAddress> address, Optional<String> proto) {
    static final Hop UNKNOWN = new Hop(Optional.empty(), Optional.empty());
}

package dev.seaworthy.core.deploy.check.ready;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host. */
@FunctionalInterface
public interface Resolver {
    /**
     * All addresses, A and AAAA.
     *
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /**
     * The one of the JVM, which asks the system's and keeps what it says: {@code networkaddress.cache.ttl}, 30 seconds
     * by default.
     */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}

package dev.seaworthy.security.http.limit;

import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.guard.Identity;

/**
 * Under which key a request is counted: an id, never a secret, as it stands in memory and in the back end. Safe for use
 * by many threads.
 */
@FunctionalInterface
public interface ClientKey {
    String of(Caller caller);

    /**
     * The client's address: of IPv4 the whole, of IPv6 the first 56 bits, which is what one subscriber has. Clients
     * without an address, as by a Unix socket, share one key, and the log says so once.
     */
    static ClientKey address() {
        return AddressKey::of;
    }

    /** Who an earlier guard found the caller to be ({@link Identity#id}), or else the address. */
    static ClientKey identity() {
        return caller -> caller.identity().map(known -> "id:" + known.id()).orElseGet(() -> AddressKey.of(caller));
    }
}

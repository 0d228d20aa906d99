package dev.seaworthy.security.http;

import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Who asks, found out when somebody wants to know, and once. Two threads that ask at once find the same. */
final class ClientAddress implements Supplier<Optional<InetAddress>> {
    private final TrustedProxies proxies;
    private final IncomingRequest request;
    private Optional<InetAddress> found = Optional.empty();
    private volatile boolean isFound;

    ClientAddress(TrustedProxies proxies, IncomingRequest request) {
        this.proxies = proxies;
        this.request = request;
    }

    @Override
    public Optional<InetAddress> get() {
        if (!isFound) {
            found = proxies.clientAddress(request);
            isFound = true;
        }
        return found;
    }
}

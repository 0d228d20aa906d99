package dev.seaworthy.security.http.guard;

import dev.seaworthy.security.http.message.IncomingRequest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request and who makes it, as far as that is known. Immutable, but for the body of the request. */
public final class Caller {
    private final IncomingRequest request;
    private final Supplier<Optional<InetAddress>> address;
    private final @Nullable Identity identity;

    private Caller(IncomingRequest request, Supplier<Optional<InetAddress>> address, @Nullable Identity identity) {
        this.request = request;
        this.address = address;
        this.identity = identity;
    }

    /**
     * Nobody known yet.
     *
     * @param address who the client is, as trusted proxies tell; asked when a guard wants to know
     */
    public static Caller of(IncomingRequest request, Supplier<Optional<InetAddress>> address) {
        return new Caller(request, address, null);
    }

    /** The same, known as this from here on. */
    public Caller knownAs(Identity identity) {
        return new Caller(request, address, identity);
    }

    public IncomingRequest request() {
        return request;
    }

    /** Empty if trusted proxies do not tell it, or the request came by a Unix socket. */
    public Optional<InetAddress> address() {
        return address.get();
    }

    /** As the last guard before this one that knew it; empty if none did. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }
}

package dev.seaworthy.security.http.limit;

import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the first requests for signs that all are taken for one, and tells of each sign once. */
final class Diagnostics {
    /** How many requests are looked at: {@value}. */
    static final int REQUESTS = 1_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(RateLimits.class);
    private static final int UNIQUE_LOCAL = 0xFC;
    private static final int UNIQUE_LOCAL_MASK = 0xFE;

    private final AtomicInteger seen = new AtomicInteger();
    private final Set<Sign> told = EnumSet.noneOf(Sign.class);
    private @Nullable String first;
    private boolean several;

    void see(Caller caller, String key) {
        if (seen.get() < REQUESTS) {
            look(caller, key);
        }
    }

    private synchronized void look(Caller caller, String key) {
        if (seen.incrementAndGet() > REQUESTS) {
            return;
        }
        lookAtAddress(caller);
        if (first == null) {
            first = key;
        }
        several |= !key.equals(first);
        if (seen.get() == REQUESTS) {
            if (!several) {
                tell(Sign.ONE_KEY);
            }
            first = "";
        }
    }

    private void lookAtAddress(Caller caller) {
        InetAddress address = caller.address().orElse(null);
        boolean forwarded = isForwarded(caller.request());
        if (address == null) {
            tell(Sign.NO_ADDRESS);
        } else if (forwarded && isTheConnection(caller.request(), address)) {
            tell(Sign.NOT_TRUSTED);
        } else if (forwarded && isPrivate(address)) {
            tell(Sign.PRIVATE);
        }
    }

    private static boolean isForwarded(IncomingRequest request) {
        return !request.lines("X-Forwarded-For").isEmpty()
                || !request.lines("Forwarded").isEmpty();
    }

    private static boolean isTheConnection(IncomingRequest request, InetAddress address) {
        return TrustedProxies.none()
                .clientAddress(request)
                .filter(address::equals)
                .isPresent();
    }

    private static boolean isPrivate(InetAddress address) {
        boolean unique =
                address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return unique || address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }

    private void tell(Sign sign) {
        if (told.add(sign)) {
            LOGGER.warn("Rate limits: {}", sign.text);
        }
    }

    private enum Sign {
        NO_ADDRESS("a request has no client address, as by a Unix socket or where a trusted proxy does not tell it;"
                + " all such share one key"),
        NOT_TRUSTED("a request bears X-Forwarded-For or Forwarded, and whoever sent it is no trusted proxy; if it is"
                + " yours, state it in HttpSecurity.Builder.trustedProxies, or all clients behind it share one key"),
        PRIVATE("a client's address is a private one though a trusted proxy told it; a proxy before that one is not"
                + " trusted, so that its clients share one key: state its block too"),
        ONE_KEY("the first " + REQUESTS + " requests had one key; if they came from several clients, the key or the"
                + " trusted proxies are wrong");

        private final String text;

        Sign(String text) {
            this.text = text;
        }
    }
}

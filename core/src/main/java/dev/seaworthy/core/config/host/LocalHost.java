package dev.seaworthy.core.config.host;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A host that the outside world can't reach: this machine, or one of a private network. Names are not looked up. */
public final class LocalHost {
    private LocalHost() {}

    /** False without a host. */
    public static boolean isLocal(URI uri) {
        return uri.getHost() != null && isLocal(uri.getHost());
    }

    private static boolean isLocal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Optional<InetAddress> address = IpLiteral.parse(bare);
        return address.isPresent() ? isPrivate(address.get()) : isLocalName(bare.toLowerCase(Locale.ROOT));
    }

    /** By RFC 1122 §3.2.1.3, RFC 1918, RFC 3927 and RFC 4291, and unique local addresses by RFC 4193. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc);
    }

    /** By RFC 6761 §6.3 and RFC 6762, {@code .internal} as ICANN reserves it, and every name of one label. */
    private static boolean isLocalName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return !name.contains(".")
                || Stream.of(".localhost", ".local", ".internal").anyMatch(name::endsWith);
    }
}

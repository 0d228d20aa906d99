package dev.seaworthy.core.config.host;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A host that the outside world can't reach: this machine, or one of a private network. Names are not looked up. */
public final class LocalHost {
    /**
     * By RFC 6761 §6.3, RFC 6762 §3 and RFC 8375, {@code .internal} as ICANN reserves it, and those of RFC 6762
     * appendix G, which networks use for themselves and ICANN delegates to nobody.
     */
    private static final List<String> ENDINGS = List.of(
            ".localhost", ".local", ".home.arpa", ".internal", ".intranet", ".private", ".corp", ".home", ".lan");

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

    /**
     * By RFC 1122 §3.2.1.3, RFC 1918, RFC 3927 and RFC 4291, unique local addresses by RFC 4193, and those behind a
     * carrier's translation, 100.64.0.0/10, by RFC 6598.
     */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc)
                || (bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40);
    }

    /** Every name of one label is local too. */
    private static boolean isLocalName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return !name.contains(".")
                || name.equals("home.arpa")
                || ENDINGS.stream().anyMatch(name::endsWith);
    }
}

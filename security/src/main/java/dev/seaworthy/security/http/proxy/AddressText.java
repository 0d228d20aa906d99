package dev.seaworthy.security.http.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numeric addresses as proxies write them; no name is ever looked up. */
final class AddressText {
    private static final int LONGEST = 64;
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PORT = Pattern.compile(":[0-9_A-Za-z.-]{0,16}");

    private AddressText() {}

    /** The address of a node such as {@code 192.0.2.1:4711}, {@code [2001:db8::1]:80} or {@code fe80::1%eth0}. */
    static Optional<InetAddress> ofNode(String node) {
        if (node.length() > LONGEST) {
            return Optional.empty();
        }
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end > 0 && isPort(node.substring(end + 1)) ? of(node.substring(1, end)) : Optional.empty();
        }
        int colon = node.indexOf(':');
        boolean isIpv4WithPort = colon > 0 && node.indexOf('.') > 0 && node.indexOf('.') < colon;
        return isIpv4WithPort && isPort(node.substring(colon)) ? of(node.substring(0, colon)) : of(node);
    }

    /** Without port and brackets. IPv4 in IPv6 ({@code ::ffff:192.0.2.1}) is IPv4; a zone is left out. */
    static Optional<InetAddress> of(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (bare.length() > LONGEST) {
            return Optional.empty();
        }
        if (IPV4.matcher(bare).matches()) {
            return parsed(bare);
        }
        return IPV6.matcher(bare).matches() ? parsed('[' + bare + ']') : Optional.empty();
    }

    /** Brackets keep the JDK from asking DNS for what is no IPv6 address. */
    private static Optional<InetAddress> parsed(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty() || PORT.matcher(rest).matches();
    }
}

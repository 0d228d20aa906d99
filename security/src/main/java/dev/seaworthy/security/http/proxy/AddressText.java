package dev.seaworthy.security.http.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numeric addresses as proxies write them; no name is ever looked up. */
final class AddressText {
    private static final int LONGEST = 64;
    private static final int OCTETS = 4;
    private static final int LONGEST_OCTET = 3;
    private static final int LARGEST_OCTET = 255;
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
        try {
            return bare.indexOf(':') < 0 ? ipv4(bare) : ipv6(bare);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Four numbers without leading zeros (RFC 3986 §3.2.2). */
    private static Optional<InetAddress> ipv4(String text) throws UnknownHostException {
        byte[] octets = new byte[OCTETS];
        int at = 0;
        for (int i = 0; i < OCTETS; i++) {
            int end = digits(text, at);
            int value = end == at ? -1 : Integer.parseInt(text, at, end, 10);
            boolean isOctet = value >= 0 && value <= LARGEST_OCTET && (end - at == 1 || text.charAt(at) != '0');
            boolean goesOn = end < text.length() && text.charAt(end) == '.';
            if (!isOctet || (i < OCTETS - 1 ? !goesOn : end < text.length())) {
                return Optional.empty();
            }
            octets[i] = (byte) value;
            at = end + 1;
        }
        return Optional.of(InetAddress.getByAddress(octets));
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length()
                && end - start < LONGEST_OCTET
                && text.charAt(end) >= '0'
                && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Brackets keep the JDK from asking DNS for what is no IPv6 address. */
    private static Optional<InetAddress> ipv6(String text) throws UnknownHostException {
        return IPV6.matcher(text).matches() ? Optional.of(InetAddress.getByName('[' + text + ']')) : Optional.empty();
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty() || PORT.matcher(rest).matches();
    }
}

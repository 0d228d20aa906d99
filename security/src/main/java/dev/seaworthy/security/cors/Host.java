package dev.seaworthy.security.cors;

import java.util.List;

/** Hosts as browsers serialize them (URL standard, host serializing; Fetch standard, Origin header). */
final class Host {
    /** A domain name has no more characters than this. */
    static final int LONGEST = 253;

    private static final int LONGEST_LABEL = 63;

    private Host() {}

    static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && Ipv6Text.isShortest(host.substring(1, host.length() - 1));
        }
        return isDomain(host) && (!isNumeric(host) || isIpv4(host));
    }

    /** A host whose last label begins with a digit is an address: no top-level domain does. */
    static boolean isNumeric(String host) {
        int last = host.lastIndexOf('.') + 1;
        return last < host.length() && Token.isDigit(host.charAt(last));
    }

    /** Letters, digits, hyphens and underscores between single dots: browsers send such, if not all are in the DNS. */
    static boolean isDomain(String host) {
        int label = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' ? label == 0 : !isOfLabel(c) || label == LONGEST_LABEL) {
                return false;
            }
            label = c == '.' ? 0 : label + 1;
        }
        return label > 0 && host.length() <= LONGEST;
    }

    private static boolean isOfLabel(char c) {
        return Token.isLowerCase(c) || Token.isDigit(c) || c == '-' || c == '_';
    }

    private static boolean isIpv4(String host) {
        List<String> parts = List.of(host.split("\\.", -1));
        return parts.size() == 4 && parts.stream().allMatch(Host::isOctet);
    }

    private static boolean isOctet(String part) {
        return part.length() <= 3
                && part.chars().allMatch(Token::isDigit)
                && Integer.toString(Integer.parseInt(part)).equals(part)
                && Integer.parseInt(part) <= 255;
    }

    /** This machine itself, to which no network lies between (Secure Contexts, potentially trustworthy origins). */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && isIpv4(host));
    }
}

package dev.seaworthy.cdn.expression;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, or one; written as it was stated. */
record Cidr(String text, int bytes, BigInteger prefix, int hostBits) {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int BITS = 8;

    /** @throws IllegalArgumentException if it is no literal, or has bits of a host as Cloudflare refuses them */
    static Cidr of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = address(address, text);
        int all = bytes.length * BITS;
        int length = slash < 0 ? all : length(text.substring(slash + 1), all, text);
        BigInteger value = new BigInteger(1, bytes);
        int hostBits = all - length;
        if (value.getLowestSetBit() >= 0 && value.getLowestSetBit() < hostBits) {
            throw new IllegalArgumentException("\"" + text + "\" has bits behind /" + length + "; they must be zero");
        }
        return new Cidr(text, bytes.length, value.shiftRight(hostBits), hostBits);
    }

    /** @param address not a range */
    boolean contains(Cidr address) {
        return bytes == address.bytes && address.prefix.shiftRight(hostBits).equals(prefix);
    }

    boolean isRange() {
        return hostBits > 0;
    }

    private static byte[] address(String address, String text) {
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            throw no(text);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(no(text).getMessage(), e);
        }
    }

    private static int length(String digits, int most, String text) {
        if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > most) {
            throw no(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException no(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no address or range: 203.0.113.0/24, 2001:db8::/32");
    }
}

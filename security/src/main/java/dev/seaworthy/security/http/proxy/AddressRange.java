package dev.seaworthy.security.http.proxy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses of a block in CIDR notation (RFC 4632, RFC 4291 §2.3). Immutable. */
public final class AddressRange {
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    private final byte[] network;
    private final int prefixLength;

    private AddressRange(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /**
     * As in {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone.
     *
     * @throws IllegalArgumentException if it is no numeric block, or has bits beyond its prefix
     */
    public static AddressRange of(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        byte[] network = AddressText.of(address)
                .filter(known -> address.indexOf('%') < 0)
                .map(InetAddress::getAddress)
                .orElseThrow(() -> refused(cidr, "has no numeric address; write 10.0.0.0/8 or 2001:db8::/32"));
        int bits = network.length * Byte.SIZE;
        int length = slash < 0 ? bits : length(cidr, cidr.substring(slash + 1), bits);
        AddressRange range = new AddressRange(network, length);
        if (!range.hasNoBitBeyond()) {
            throw refused(cidr, "has bits beyond its prefix; write the first address of the block");
        }
        return range;
    }

    private static int length(String cidr, String text, int bits) {
        return Optional.of(text)
                .filter(digits -> LENGTH.matcher(digits).matches())
                .map(Integer::parseInt)
                .filter(length -> length <= bits)
                .orElseThrow(() -> refused(cidr, "needs a prefix length from 0 to " + bits));
    }

    private static IllegalArgumentException refused(String cidr, String rule) {
        return new IllegalArgumentException("Address range \"" + cidr + "\" " + rule);
    }

    private boolean hasNoBitBeyond() {
        for (int bit = prefixLength; bit < network.length * Byte.SIZE; bit++) {
            if (bit(network, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = prefixLength / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != network[i]) {
                return false;
            }
        }
        for (int bit = whole * Byte.SIZE; bit < prefixLength; bit++) {
            if (bit(bytes, bit) != bit(network, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int index) {
        return (bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE)) & 1;
    }
}

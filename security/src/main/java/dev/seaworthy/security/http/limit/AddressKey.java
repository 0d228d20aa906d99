package dev.seaworthy.security.http.limit;

import dev.seaworthy.security.http.guard.Caller;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** The key of an address. */
final class AddressKey {
    /** Of those whose address nobody tells. */
    static final String UNKNOWN = "address:unknown";

    private static final int PREFIX_BYTES = 56 / 8;

    private AddressKey() {}

    static String of(Caller caller) {
        return caller.address().map(AddressKey::of).orElse(UNKNOWN);
    }

    /** One of IPv4 in the form of IPv6 is one of IPv4 to the JDK. */
    private static String of(InetAddress address) {
        HexFormat hex = HexFormat.of();
        return address instanceof Inet4Address
                ? "address:" + hex.formatHex(address.getAddress())
                : "address:" + hex.formatHex(address.getAddress(), 0, PREFIX_BYTES) + "/56";
    }
}

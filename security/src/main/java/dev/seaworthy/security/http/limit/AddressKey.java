package dev.seaworthy.security.http.limit;

import dev.seaworthy.security.http.guard.Caller;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The key of an address. */
final class AddressKey {
    /** Of those whose address nobody tells. */
    static final String UNKNOWN = "address:unknown";

    private static final int PREFIX_BYTES = 56 / 8;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressKey() {}

    static String of(Caller caller) {
        return caller.address().map(AddressKey::of).orElse(UNKNOWN);
    }

    private static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped =
                bytes.length > MAPPED.length && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        if (address instanceof Inet4Address || mapped) {
            return "address:" + HexFormat.of().formatHex(bytes, bytes.length - 4, bytes.length);
        }
        return "address:" + HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) + "/56";
    }
}

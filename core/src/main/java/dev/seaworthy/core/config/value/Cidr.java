package dev.seaworthy.core.config.value;

import dev.seaworthy.core.config.host.IpLiteral;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network: the addresses that share their first bits, written {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable.
 *
 * <p>Source: RFC 4632 §3.1 and RFC 4291 §2.3. The bits after the prefix are zero, so a network has one address.
 */
public record Cidr(InetAddress address, int prefix) {
    private static final String RULE =
            "must be a network such as 10.0.0.0/8 or fd00::/8, with no bit set after the prefix";
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})/(0|[1-9][0-9]{0,2})");

    public Cidr {
        address = withoutNameAndZone(address);
        int bits = address.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("The prefix of a Cidr must be from 0 to " + bits + ": " + prefix);
        }
        if (number(address).getLowestSetBit() >= 0 && number(address).getLowestSetBit() < bits - prefix) {
            throw new IllegalArgumentException("The address of a Cidr must have no bit set after the prefix");
        }
    }

    /**
     * The network that {@code text} writes.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule alone
     */
    public static Cidr of(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                InetAddress address = IpLiteral.parse(form.group(1)).orElseThrow();
                return new Cidr(address, Integer.parseInt(form.group(2)));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(RULE);
            }
        }
        throw new IllegalArgumentException(RULE);
    }

    /** An IPv4 network holds IPv4 addresses alone, and an IPv6 network IPv6 ones. */
    public boolean contains(InetAddress other) {
        int bits = address.getAddress().length * Byte.SIZE;
        return other.getAddress().length * Byte.SIZE == bits
                && number(other).xor(number(address)).shiftRight(bits - prefix).signum() == 0;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static InetAddress withoutNameAndZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}

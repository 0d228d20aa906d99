package dev.seaworthy.core.config.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address written in digits: IPv4 as four decimals, IPv6 as RFC 4291 §2.2 writes it, without brackets or a zone.
 *
 * <p>No name is ever looked up. An IPv4 address inside IPv6 ({@code ::ffff:10.0.0.1}) is that IPv4 address.
 */
public final class IpLiteral {
    private static final String DECIMAL = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String DOTTED = DECIMAL + "(\\." + DECIMAL + "){3}";
    private static final Pattern V4 = Pattern.compile(DOTTED);
    private static final Pattern V6 = Pattern.compile("(?=.{2,45}$)[0-9a-fA-F:]*:([0-9a-fA-F]*|" + DOTTED + ")");

    private IpLiteral() {}

    public static Optional<InetAddress> parse(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text)); // a text of this form is a literal, or refused unresolved
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

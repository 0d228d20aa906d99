package dev.seaworthy.core.config.value;

import dev.seaworthy.core.config.host.HostName;
import dev.seaworthy.core.config.host.IpLiteral;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, written {@code example.com:443} or {@code [::1]:443}. Immutable.
 *
 * <p>Source: RFC 3986 §3.2.2 and §3.2.3; names as RFC 1123 §2.1 has them.
 *
 * @param host a name or a literal address, IPv6 without its brackets
 */
public record HostPort(String host, int port) {
    private static final String RULE = "must be host:port, such as example.com:443 or [::1]:443";
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\[\\]]{2,45})\\]|([^:]{1,253})):([1-9][0-9]{0,4})");
    private static final int HIGHEST_PORT = 65_535;

    public HostPort {
        if (!HostName.isNameOrAddress(host)) {
            throw new IllegalArgumentException("The host of a HostPort must be a name or a literal address");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "The port of a HostPort must be from 1 to " + HIGHEST_PORT + ": " + port);
        }
    }

    /**
     * The host and port that {@code text} writes.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule alone
     */
    public static HostPort of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        String bracketed = form.group(1);
        String host = bracketed == null ? form.group(2) : bracketed;
        int port = Integer.parseInt(form.group(3));
        if (port > HIGHEST_PORT || !isHost(host, bracketed != null)) {
            throw new IllegalArgumentException(RULE);
        }
        return new HostPort(host, port);
    }

    private static boolean isHost(String host, boolean bracketed) {
        return bracketed ? host.contains(":") && IpLiteral.parse(host).isPresent() : HostName.isNameOrAddress(host);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}

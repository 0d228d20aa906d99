package dev.seaworthy.security.scan.visit;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Questions about the host of an address. No name is looked up. */
public final class Hosts {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int HIGHEST_PORT = 65_535;

    private Hosts() {}

    /** Whether it is this machine by its name or number. */
    public static boolean isLoopback(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (IPV4.matcher(host).matches() && host.startsWith("127."));
    }

    static boolean isNumber(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    static boolean areSame(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost());
    }

    /**
     * Whether a redirect from one to the other stays on the site: on its host, and on its port as well, unless it goes
     * from HTTP to HTTPS or back, which have ports of their own.
     */
    static boolean isSameSite(URI from, URI to) {
        return areSame(from, to)
                && (isSecure(from) != isSecure(to) || port(from).equals(port(to)));
    }

    /** Port 80 of the same host, which a path with two slashes does not lead away from. */
    static URI overPlainHttp(URI url) {
        String path = url.getRawPath();
        return URI.create("http://" + url.getHost() + (path.isEmpty() ? "/" : path));
    }

    /** Whether it states no port, or one that there can be. */
    public static boolean hasPossiblePort(URI url) {
        return url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= HIGHEST_PORT);
    }

    static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** {@code :8443}, or nothing if it is that of the scheme. */
    static String port(URI url) {
        int usual = isSecure(url) ? 443 : 80;
        return url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
    }
}

package dev.seaworthy.security.cors;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An origin as browsers serialize it (HTML standard, origin): {@code https://example.com}, {@code http://[::1]:8080}.
 */
final class WebOrigin {
    private static final Pattern SHAPE =
            Pattern.compile("(https?)://([a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int MAX_PORT = 65535;

    private WebOrigin() {}

    /** Why no browser would send this text as an origin that can be trusted, if so. */
    static Optional<String> problem(String origin) {
        if (origin.equals("*")) {
            return Optional.of("origin * is not named here; call allowAnyOriginUnsafely() if every site may read");
        }
        if (origin.equals("null")) {
            return Optional.of("origin null is refused, as any sandboxed frame has it; name the real origin");
        }
        Matcher shape = SHAPE.matcher(origin);
        if (!shape.matches()) {
            return Optional.of("origin " + origin + " is not exact; write https://host or https://host:port in lower"
                    + " case (Punycode), with no slash, path or * after it");
        }
        return portProblem(origin, shape.group(1), shape.group(3) == null ? "" : shape.group(3));
    }

    private static Optional<String> portProblem(String origin, String scheme, String port) {
        if (port.equals(scheme.equals("https") ? "443" : "80")) {
            return Optional.of("origin " + origin + " names its default port, which browsers leave out; leave it out");
        }
        if (!port.isEmpty() && Integer.parseInt(port) > MAX_PORT) {
            return Optional.of("origin " + origin + " has no such port; the last is " + MAX_PORT);
        }
        return Optional.empty();
    }

    /** Whether anyone on the way could speak in its name: plain http, except on this machine itself. */
    static boolean isInsecure(String origin) {
        Matcher shape = SHAPE.matcher(origin);
        return shape.matches()
                && shape.group(1).equals("http")
                && !LOOPBACK.matcher(shape.group(2)).matches();
    }
}

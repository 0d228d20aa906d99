package dev.seaworthy.cdn.probe;

import dev.seaworthy.core.failure.Problems;
import java.net.URI;
import java.util.Set;

/** Where a probe may go: over TLS, or to this machine. */
final class Addresses {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MOST_PORT = 65_535;

    private Addresses() {}

    static void require(URI url) {
        Problems problems = new Problems();
        check(url, problems);
        problems.refuse("Cache probe");
    }

    /** User information and query are not quoted. */
    static void check(URI url, Problems problems) {
        boolean isWhole = url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getPort() <= MOST_PORT
                && url.getPort() != 0;
        boolean isSafe = "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme()) && THIS_MACHINE.contains(String.valueOf(url.getHost())));
        problems.unless(
                isWhole && isSafe,
                "a URL must be https, or http on this machine, with a host and without user information: "
                        + url.getScheme() + "://" + url.getHost() + String.valueOf(url.getRawPath()));
    }
}

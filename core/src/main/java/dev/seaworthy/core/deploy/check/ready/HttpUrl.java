package dev.seaworthy.core.deploy.check.ready;

import java.net.URI;

/** The URL of something that speaks HTTP. */
final class HttpUrl {
    private HttpUrl() {}

    static URI check(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("No URL of HTTP with a host: " + url.getScheme() + "://…");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The URL of " + url.getHost() + " must not hold a password: send it in a header");
        }
        return url;
    }
}
